import { expect, test } from '@jest/globals'
import { knowsWebhookSecret } from './webhook-secret.ts'

const secret = 'a-secret-of-at-least-32-characters!'

test.each([
  [secret, secret, true],
  [`${secret} `, secret, false],
  ['', secret, false],
  [undefined, secret, false],
])('W-14 %s against the configured secret: %s', (given, configured, knows) => {
  expect(knowsWebhookSecret(given, configured)).toBe(knows)
})

test.each([undefined, '', secret])('W-14 where no secret is configured, nobody is let in: %s', (given) => {
  expect(knowsWebhookSecret(given, undefined)).toBe(false)
})
