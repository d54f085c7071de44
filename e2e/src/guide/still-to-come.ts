/** Places whose routes are being built, and whose examples come with them; empty when the guide is complete. */
export const stillToCome: readonly RegExp[] = [
  /^\/api\/v1\/(activities|live|campaigns|deadlines|emails|interviews|notifications|optimized|webhooks|admin)\b/,
  /^\/api\/v1\/applications\/(stats|drafts|interviews)\b/,
  /^\/api\/v1\/applications\/\{\w+\}\/(draft|export|interviews?|simulation)\b/,
  /^\/api\/v1\/jobs\/(recruiter|\{\w+\})\//,
]
