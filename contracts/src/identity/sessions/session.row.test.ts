import { expect, test } from '@jest/globals'
import type { Recorded } from '../../kernel/event.ts'
import type { SessionEvent } from './session.events.ts'
import { foldSession, type SessionRow } from './session.row.ts'

const ids = { session_id: 'c1d2e3f4-0516-5a78-9b0c-d1e2f3a4b504', user_id: '3f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c01' }
const started: SessionEvent = {
  type: 'SessionStarted',
  data: { ...ids, role: 'candidate', expires_at: '2026-01-22T10:00:00.000Z' },
}

const fold = (...events: SessionEvent[]): SessionRow | undefined =>
  events.reduce<SessionRow | undefined>((row, event, index) => {
    const recorded = {
      ...event,
      stream: `session-${ids.session_id}`,
      metadata: { occurred_at: `2026-01-15T10:00:0${index}.000Z` },
    } as Recorded<SessionEvent>
    const once = foldSession(row, recorded)
    expect(foldSession(once, recorded)).toEqual(once)
    return once
  }, undefined)

test('SessionStarted', () => {
  expect(fold(started)).toEqual({
    id: ids.session_id,
    user_id: ids.user_id,
    role: 'candidate',
    started_at: '2026-01-15T10:00:00.000Z',
    expires_at: '2026-01-22T10:00:00.000Z',
    ended_at: null,
    end_reason: null,
  })
})

test('SessionRevoked', () => {
  expect(fold(started, { type: 'SessionRevoked', data: { ...ids, reason: 'logout' } })).toMatchObject({
    ended_at: '2026-01-15T10:00:01.000Z',
    end_reason: 'logout',
  })
})

test('SessionReuseDetected', () => {
  expect(fold(started, { type: 'SessionReuseDetected', data: ids })).toMatchObject({
    ended_at: '2026-01-15T10:00:01.000Z',
    end_reason: 'reuse_detected',
  })
})
