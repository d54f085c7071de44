/** Places whose routes are being built, and whose examples come with them; empty when the guide is complete. */
export const stillToCome: readonly RegExp[] = [/^\/api\/v1\/optimized\/(applications|candidates)\b/]
