import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Refresh tokens: session, turn and a keyed code over both, opaque to clients. The code cannot be guessed (256 bits), so
 * a token that carries a right one was ours once: met out of turn, it is being used a second time.
 */
export type RefreshTokens = {
  issue(sessionId: string, turn: number): string
  /** Undefined for anything that we did not issue. */
  read(token: string): { sessionId: string; turn: number } | undefined
}

const ID_BYTES = 16
const TURN_BYTES = 4
const CODE_BYTES = 32

export function createRefreshTokens(key: Buffer): RefreshTokens {
  const codeOf = (head: Buffer) => createHmac('sha256', key).update('refresh-token').update(head).digest()
  return {
    issue: (sessionId, turn) => {
      const head = Buffer.alloc(ID_BYTES + TURN_BYTES)
      head.write(sessionId.replaceAll('-', ''), 'hex')
      head.writeUInt32BE(turn, ID_BYTES)
      return Buffer.concat([head, codeOf(head)]).toString('base64url')
    },
    read: (token) => {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length !== ID_BYTES + TURN_BYTES + CODE_BYTES || bytes.toString('base64url') !== token) return undefined
      const head = bytes.subarray(0, ID_BYTES + TURN_BYTES)
      if (!timingSafeEqual(bytes.subarray(head.length), codeOf(head))) return undefined
      const hex = head.toString('hex', 0, ID_BYTES)
      const sessionId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      )
      return { sessionId, turn: head.readUInt32BE(ID_BYTES) }
    },
  }
}

/** What the table keeps of a token: a dump of it opens no session. */
export const refreshHash = (token: string): string => createHash('sha256').update(token).digest('base64url')
