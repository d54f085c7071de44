import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Tokens of links that set a password: the reset's id and a keyed code over it (256 bits). Nothing stores a token: who
 * sends the link derives it from the id that the event carries, and the table keeps its hash.
 */
export type ResetTokens = {
  issue(resetId: string): string
  /** The reset's id; undefined for anything that we did not issue. */
  read(token: string): string | undefined
}

const ID_BYTES = 16
const CODE_BYTES = 32

export function createResetTokens(key: Buffer): ResetTokens {
  const codeOf = (id: Buffer) => createHmac('sha256', key).update('password-reset').update(id).digest()
  return {
    issue: (resetId) => {
      const id = Buffer.from(resetId.replaceAll('-', ''), 'hex')
      return Buffer.concat([id, codeOf(id)]).toString('base64url')
    },
    read: (token) => {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length !== ID_BYTES + CODE_BYTES || bytes.toString('base64url') !== token) return undefined
      const id = bytes.subarray(0, ID_BYTES)
      if (!timingSafeEqual(bytes.subarray(ID_BYTES), codeOf(id))) return undefined
      return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
  }
}

export const resetTokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The link of the message: its base is configured, never taken from a request (reliability H4). */
export const resetLink = (publicAppUrl: string, token: string): string =>
  new URL(`reset-password?token=${token}`, publicAppUrl.replace(/\/?$/, '/')).toString()
