import { expect, test } from '@jest/globals'
import type { SessionEvent } from '@one-hcm/contracts/identity/sessions/session.events'
import { given } from '@one-hcm/platform/testing/given'
import { createRefreshTokens, refreshHash } from './refresh-token.ts'
import { revokeSession } from './revoke-session.ts'
import { session } from './session.ts'
import { startSession } from './start-session.ts'

const ids = { session_id: 's-1', user_id: 'u-1' }
const started: SessionEvent = {
  type: 'SessionStarted',
  data: { ...ids, role: 'recruiter', expires_at: '2026-01-22T10:00:00.000Z' },
}
const revoked: SessionEvent = { type: 'SessionRevoked', data: { ...ids, reason: 'logout' } }
const reused: SessionEvent = { type: 'SessionReuseDetected', data: ids }

test('a session starts once', () => {
  given(session)
    .when((state) =>
      startSession(state, {
        sessionId: 's-1',
        userId: 'u-1',
        role: 'recruiter',
        expiresAt: '2026-01-22T10:00:00.000Z',
      }),
    )
    .then([started])
})

test('a session ends once, for the first reason', () => {
  given(session, started)
    .when((state) => revokeSession(state, { sessionId: 's-1', reason: 'logout' }))
    .then([revoked])
  given(session, started)
    .when((state) => revokeSession(state, { sessionId: 's-1', reason: 'reuse_detected' }))
    .then([reused])
  given(session, started, reused)
    .when((state) => revokeSession(state, { sessionId: 's-1', reason: 'logout' }))
    .thenAlreadySo()
})

test('a session that never began does not end', () => {
  given(session)
    .when((state) => revokeSession(state, { sessionId: 's-1', reason: 'logout' }))
    .thenAlreadySo()
  expect(session.evolve({ stage: 'none' }, revoked)).toEqual({ stage: 'none' })
})

const ID = 'c1d2e3f4-0516-5a78-9b0c-d1e2f3a4b504'
const tokens = createRefreshTokens(Buffer.alloc(32, 1))

test('a refresh token says which session and turn it is for, to us alone', () => {
  const token = tokens.issue(ID, 7)
  expect(tokens.read(token)).toEqual({ sessionId: ID, turn: 7 })
  expect(createRefreshTokens(Buffer.alloc(32, 2)).read(token)).toBeUndefined()
  expect(tokens.issue(ID, 8)).not.toBe(token)
  expect(refreshHash(token)).not.toContain(token)
})

test('no other text is a refresh token', () => {
  const token = tokens.issue(ID, 7)
  const changed = [...token].map((_, index) => {
    const other = token[index] === 'A' ? 'B' : 'A'
    return token.slice(0, index) + other + token.slice(index + 1)
  })
  const others = [...changed, '', 'x', `${token}=`, `${token}A`, token.slice(1), ID, 'é'.repeat(70)]
  expect(others.filter((text) => tokens.read(text))).toEqual([])
})
