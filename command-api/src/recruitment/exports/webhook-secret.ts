import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether a caller of the webhook knows the secret, compared in constant time. Where none is configured, nobody does. */
export function knowsWebhookSecret(given: string | undefined, configured: string | undefined): boolean {
  const digest = (text: string | undefined) =>
    createHash('sha256')
      .update(text ?? '')
      .digest()
  const equal = timingSafeEqual(digest(given), digest(configured))
  return configured !== undefined && equal
}
