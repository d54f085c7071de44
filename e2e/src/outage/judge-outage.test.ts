import { expect, test } from '@jest/globals'
import type { AuditEvent } from '../testing/recruitment.ts'
import { judgeOutage, type OutageEvidence } from './judge-outage.ts'

const event = (position: number, type: string, revision: number): AuditEvent => ({
  position: String(position),
  event_id: `e${position}`,
  stream: 'application-a',
  revision,
  type,
  occurred_at: '2026-01-01T00:00:00.000Z',
  actor: { id: 'p', role: 'candidate' },
  correlation_id: 'c',
  causation_id: 'c',
  request_id: 'r',
  command_id: 'k',
  data: { application_id: 'a' },
})
const phase = { sent: 1_000, ok: 1_000, statuses: { '201': 1_000 }, p50Ms: 10, p99Ms: 40 }
const sound: OutageEvidence = {
  before: phase,
  during: phase,
  acknowledged: ['a'],
  toldDuring: 0,
  log: [event(1, 'ApplicationSubmitted', 0), event(2, 'ApplicationStatusChanged', 1)],
  published: ['e1', 'e2'],
  since: 0n,
  drainedAfterMs: 5_000,
}

test('an outage that nobody noticed breaks no promise', () => expect(judgeOutage(sound)).toEqual([]))

test.each<[string, Partial<OutageEvidence>, string]>([
  ['writes refused', { during: { ...phase, ok: 998, statuses: { '201': 998, '503': 2 } } }, '998 of 1000'],
  ['no load at all', { during: { ...phase, sent: 0, ok: 0 } }, '0 of 0'],
  ['a broker that was there', { toldDuring: 3 }, 'the outage was none'],
  ['a backlog that stays', { drainedAfterMs: undefined }, 'not drained'],
  ['a backlog that is slow', { drainedAfterMs: 121_000 }, 'not drained'],
  ['an application lost', { acknowledged: ['a', 'b'] }, 'application b'],
  ['an event never published', { published: ['e1'] }, 'never published'],
  ['events in another order', { published: ['e2', 'e1'] }, 'first told after'],
])('%s: noticed', (_, planted, complaint) =>
  expect(judgeOutage({ ...sound, ...planted }).join('\n')).toContain(complaint),
)
