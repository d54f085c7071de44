import { expect, test } from '@jest/globals'
import { checkAll, checkers } from './all.ts'
import { outOfOrder, redeliveries, unfounded, unpublished } from './broker.ts'
import { answer, entry, event, lost, soundEvidence } from './evidence.ts'
import { effectsInReads } from './reads.ts'
import { sightingsOf, vacuous } from './sometimes.ts'

const SINCE = 0n
type Evidence = ReturnType<typeof soundEvidence>

test('sound evidence breaks no promise', () => {
  expect(checkAll(soundEvidence(), SINCE)).toEqual([])
})

/** Each of these is a defect that the system could have; the promise named must be the one that notices. */
const planted: readonly [string, string, (evidence: Evidence) => void][] = [
  ['an answered write is missing from the log', 'no answered write is lost', ({ log }) => void log.pop()],
  [
    'an answered write is at another revision',
    'no answered write is lost',
    ({ entries }) => Object.assign(entries[1]!.tries[1]!, { revision: 7 }),
  ],
  [
    'the position answered lies before the event',
    'no answered write is lost',
    ({ entries }) => Object.assign(entries[1]!.tries[1]!, { position: '3' }),
  ],
  [
    'the event says something else than was asked for',
    'no answered write is lost',
    ({ entries }) => Object.assign(entries[1]!, { wanted: { new_status: 'hired' } }),
  ],
  [
    'the event is in another stream',
    'no answered write is lost',
    ({ entries }) => Object.assign(entries[1]!, { stream: 'application-a-2' }),
  ],
  [
    '"already so" was answered, but nothing is so',
    'no answered write is lost',
    ({ entries }) =>
      void entries.push(
        entry({ n: 9, commandId: 'c-none', wanted: { new_status: 'shortlisted' }, tries: [answer({ revision: 1 })] }),
      ),
  ],
  [
    'a retry made a second event',
    'at most one batch of events per key',
    ({ log }) => void log.push(event({ position: '20', event_id: 'e-9', revision: 2, command_id: 'c-submit' })),
  ],
  [
    'a retry had its effect in another stream',
    'at most one batch of events per key',
    ({ log }) =>
      void log.push(event({ position: '20', event_id: 'e-9', stream: 'application-a-9', command_id: 'c-submit' })),
  ],
  [
    'a repeat got another body',
    'a repeat gets the first answer',
    ({ entries }) => Object.assign(entries[0]!.repeat!, { bodyHash: 'another' }),
  ],
  [
    'a repeat got another status',
    'a repeat gets the first answer',
    ({ entries }) => Object.assign(entries[0]!.repeat!, { status: 200 }),
  ],
  [
    'a repeat was refused',
    'a repeat gets the first answer',
    ({ entries }) => void Object.assign(entries[0]!.repeat!, { outcome: 'fail', status: 400 }),
  ],
  [
    'a refused write left an event',
    'no event without a write that may have made it',
    ({ log }) =>
      void log.push(
        event({
          position: '20',
          event_id: 'e-9',
          stream: 'user-u-2',
          type: 'CandidateRegistered',
          command_id: 'c-bad',
        }),
      ),
  ],
  [
    'a mail was sent that nobody had queued',
    'no event without a write that may have made it',
    ({ log }) =>
      void log.push(
        event({
          position: '20',
          event_id: 'e-9',
          stream: 'email-m-1',
          type: 'EmailSent',
          command_id: 'c-mailer',
          actor: { id: 'mailer', role: 'system' },
        }),
      ),
  ],
  [
    'an event came from nowhere',
    'no event without a write that may have made it',
    ({ log }) =>
      void log.push(
        event({
          position: '20',
          event_id: 'e-9',
          stream: 'user-u-2',
          type: 'CandidateRegistered',
          command_id: 'c-ghost',
        }),
      ),
  ],
  [
    'a reaction has no cause',
    'no event without a write that may have made it',
    ({ log }) => Object.assign(log[1]!, { causation_id: 'e-ghost' }),
  ],
  [
    'a stream has a hole',
    'positions rise and revisions have no holes',
    ({ log }) => Object.assign(log[2]!, { revision: 2 }),
  ],
  [
    'a revision exists twice',
    'positions rise and revisions have no holes',
    ({ log }) => Object.assign(log[2]!, { revision: 0 }),
  ],
  [
    'positions fall',
    'positions rise and revisions have no holes',
    ({ log }) => Object.assign(log[2]!, { position: '5' }),
  ],
  ['an event is read twice', 'positions rise and revisions have no holes', ({ log }) => void log.push(log[2]!)],
  [
    'one candidate applied twice for one offer',
    'no history against the rules',
    ({ log }) =>
      void log.push(event({ position: '20', event_id: 'e-9', stream: 'application-a-9', command_id: 'c-9' })),
  ],
  [
    'two changes were made from the same status',
    'no history against the rules',
    ({ log }) =>
      void log.push(
        event({
          position: '20',
          event_id: 'e-9',
          revision: 2,
          type: 'ApplicationStatusChanged',
          command_id: 'c-9',
          data: { application_id: 'a-1', previous_status: 'pending', new_status: 'shortlisted' },
        }),
      ),
  ],
  [
    'a status was reached that cannot be',
    'no history against the rules',
    ({ log }) => Object.assign(log[2]!.data, { new_status: 'hired' }),
  ],
  [
    'a write never came to an end',
    'every write is settled',
    ({ entries }) => Object.assign(entries[1]!, { tries: [lost, lost] }),
  ],
  [
    'a malformed write was accepted',
    'malformed writes are refused',
    ({ entries }) => Object.assign(entries[3]!, { tries: [answer({})] }),
  ],
  [
    'a crash showed as an internal error',
    'no internal error',
    ({ entries }) =>
      void entries[1]!.tries.unshift(answer({ outcome: 'unknown', status: 500, code: 'internal-error' })),
  ],
  [
    'an evaluation says a total that its cards do not come to',
    'totals follow from cards',
    ({ log }) =>
      void log.push(
        event({
          position: '20',
          event_id: 'e-9',
          stream: 'protocol1-a-1',
          revision: 1,
          type: 'EvaluationScored',
          data: {
            protocol: 1,
            card_id: 'u-1',
            panel_size: null,
            section: 'mtp',
            criteria: {},
            section_score: 10,
            overall_score: 5,
            weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
          },
        }),
      ),
  ],
]

test.each(planted)('%s: noticed', (_, promise, plant) => {
  const evidence = soundEvidence()
  plant(evidence)
  const broken = checkAll(evidence, SINCE).map((violation) => violation.split(':')[0])
  expect(broken).toContain(promise)
})

test('every checker has a planted defect', () => {
  const covered = new Set(planted.map(([, promise]) => promise))
  expect(checkers(SINCE).filter(({ name }) => !covered.has(name))).toEqual([])
})

test('what was set up before the run is not asked about', () => {
  const evidence = soundEvidence()
  evidence.log.unshift(
    event({
      position: '2',
      event_id: 'e-admin',
      stream: 'user-admin',
      type: 'FirstAdminCreated',
      command_id: 'c-setup',
    }),
  )
  expect(checkAll(evidence, 2n)).toEqual([])
})

test('an application that reads do not show, or show in an older state, is noticed', () => {
  const evidence = soundEvidence()
  expect(effectsInReads(evidence, new Map([['a-1', 'reviewed']]))).toEqual([])
  expect(effectsInReads(evidence, new Map([['a-1', 'pending']]))).toHaveLength(1)
  expect(effectsInReads(evidence, new Map())).toHaveLength(1)
})

test('an event that was not published, published too early or out of order is noticed', () => {
  const { log } = soundEvidence()
  const ids = log.map(({ event_id }) => event_id)
  expect([unpublished(log, ids, 0n), unfounded(log, ids), outOfOrder(log, ids)]).toEqual([[], [], []])
  expect(unpublished(log, ids.slice(1), 0n)).toHaveLength(1)
  expect(unpublished(log, ids.slice(1), 10n)).toEqual([])
  expect(unfounded(log, [...ids, 'e-ghost'])).toHaveLength(1)
  expect(outOfOrder(log, ids.toReversed())).toHaveLength(1)
  expect(outOfOrder(log, [...ids, ...ids])).toEqual([])
  expect(redeliveries([...ids, ids[0]!])).toBe(1)
})

test('a run counts only if it met a lost reply, a duplicate and a conflict', () => {
  const { entries } = soundEvidence()
  expect(vacuous(sightingsOf(entries, undefined))).toEqual([])
  expect(vacuous(sightingsOf([], undefined))).toHaveLength(3)
  const withoutLoss = entries.map((one) => ({ ...one, lostReply: false, tries: one.tries.slice(-1) }))
  expect(vacuous(sightingsOf(withoutLoss, undefined))).toEqual(['no crash left an outcome unknown'])
  const withoutConflict = entries.filter(({ intent }) => intent !== 'conflicting')
  expect(vacuous(sightingsOf(withoutConflict, undefined))).toEqual(['no write was refused because another came first'])
})
