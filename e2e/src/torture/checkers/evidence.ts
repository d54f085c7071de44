import type { AuditEvent } from '../../testing/recruitment.ts'
import type { Entry, Said } from '../history.ts'
import type { Evidence } from './checker.ts'

/** A sound piece of evidence for tests to spoil: an application that was submitted, moved on and asked for again. */
export function soundEvidence(): Evidence & { entries: Entry[]; log: AuditEvent[] } {
  const submitted = event({ position: '10', event_id: 'e-1', revision: 0, command_id: 'c-submit' })
  const moved = event({
    position: '12',
    event_id: 'e-3',
    revision: 1,
    type: 'ApplicationStatusChanged',
    command_id: 'c-move',
    data: { application_id: 'a-1', previous_status: 'pending', new_status: 'reviewed' },
  })
  const opened = event({
    position: '11',
    event_id: 'e-2',
    stream: 'protocol1-a-1',
    type: 'EvaluationStarted',
    actor: { id: 'policy:open', role: 'system' },
    command_id: 'c-policy',
    causation_id: 'e-1',
    data: { application_id: 'a-1' },
  })
  return {
    log: [submitted, opened, moved],
    entries: [
      entry({
        n: 0,
        kind: 'submit',
        commandId: 'c-submit',
        tries: [answer({ status: 201, position: '11' })],
        repeat: answer({ status: 201, position: '10' }),
      }),
      entry({
        n: 1,
        commandId: 'c-move',
        wanted: { new_status: 'reviewed' },
        tries: [lost, answer({ revision: 1, position: '12' })],
        lostReply: true,
      }),
      entry({
        n: 2,
        intent: 'conflicting',
        commandId: 'c-stale',
        tries: [
          answer({
            outcome: 'fail',
            status: 412,
            code: 'precondition-failed',
            revision: undefined,
            position: undefined,
          }),
        ],
      }),
      entry({
        n: 3,
        intent: 'malformed',
        commandId: 'c-bad',
        tries: [
          answer({ outcome: 'fail', status: 422, code: 'validation-failed', revision: undefined, position: undefined }),
        ],
      }),
    ],
  }
}

export const event = (given: Partial<AuditEvent>): AuditEvent => ({
  position: '1',
  event_id: 'e-0',
  stream: 'application-a-1',
  revision: 0,
  type: 'ApplicationSubmitted',
  occurred_at: '2026-01-01T00:00:00.000Z',
  actor: { id: 'u-1', role: 'candidate' },
  correlation_id: 'r-1',
  causation_id: given.command_id ?? 'c-0',
  request_id: 'r-1',
  command_id: 'c-0',
  data: { application_id: 'a-1', candidate_id: 'u-1', job_offer_id: 'o-1' },
  ...given,
})

export const answer = (given: Partial<Said>): Said => ({
  outcome: 'ok',
  status: 200,
  code: undefined,
  revision: 0,
  position: '10',
  bodyHash: 'body',
  ...given,
})

export const lost: Said = {
  outcome: 'unknown',
  status: 0,
  code: undefined,
  revision: undefined,
  position: undefined,
  bodyHash: '',
}

export const entry = (given: Partial<Entry>): Entry => ({
  n: 0,
  kind: 'change-status',
  intent: 'valid',
  idempotencyKey: `key-${given.n ?? 0}`,
  commandId: 'c-0',
  stream: 'application-a-1',
  wanted: {},
  tries: [],
  lostReply: false,
  repeat: undefined,
  ...given,
})
