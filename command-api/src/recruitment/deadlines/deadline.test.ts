import { describe, expect, test } from '@jest/globals'
import type { DeadlineEvent } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import { deadlineId } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { type AlignDeadline, alignDeadline } from './align-deadline.ts'
import { type ByHand, cancelDeadline, moveDeadline } from './change-deadline.ts'
import { type DeadlineState, deadline } from './deadline.ts'
import { type OfferAsAwaited, offerDeadlines } from './offer-deadlines.ts'
import { reachDeadline } from './reach-deadline.ts'

const end = '2026-03-31T22:59:59.999Z'
const laterEnd = '2026-04-30T22:59:59.999Z'
const soon = '2026-03-29T22:59:59.999Z'
const changedAt = '2026-03-01T08:00:00.000Z'

const subjectOf = (kind: 'offer-closing' | 'offer-closing-soon') => ({
  deadline_id: deadlineId(kind, ids.offer),
  kind,
  job_offer_id: ids.offer,
  application_id: null,
  slot_id: null,
  candidate_id: null,
})
const closing = subjectOf('offer-closing')
const notice = subjectOf('offer-closing-soon')
const atEnd = { due_at: end, subject_at: end }
const ahead = { due_at: soon, subject_at: end }

type Cancelled = Extract<DeadlineEvent, { type: 'DeadlineCancelled' }>['data']
const set = (follows = 1, subject = closing, times = atEnd): DeadlineEvent => ({
  type: 'DeadlineSet',
  data: { ...subject, ...times, follows },
})
const movedByHand = (due_at: string): DeadlineEvent => ({
  type: 'DeadlineMoved',
  data: { ...closing, ...atEnd, due_at, follows: 1, previous_due_at: end, moved_by_hand: true },
})
const cancelled = (reason: Cancelled['reason'], follows = 2, subject = closing, times = atEnd): DeadlineEvent => ({
  type: 'DeadlineCancelled',
  data: { ...subject, ...times, follows, reason },
})
const reached = (follows = 1, subject = closing, times = atEnd): DeadlineEvent => ({
  type: 'DeadlineReached',
  data: { ...subject, ...times, follows },
})

const offer = (changes: Partial<OfferAsAwaited> = {}): OfferAsAwaited => ({
  id: ids.offer,
  status: 'active',
  deadline: end,
  revision: 1,
  changedAt,
  ...changes,
})
/** What follows for one of an offer's two deadlines from what the offer is. */
const aligning =
  (kind: 'closing' | 'notice', as: OfferAsAwaited, openedAt: number | null = null) =>
  (state: DeadlineState) => {
    const both = offerDeadlines(as, { closingSoonHours: 48, openedAt })
    return alignDeadline(state, both[kind === 'closing' ? 0 : 1]!)
  }

describe('an offer that opens', () => {
  test('is awaited at its deadline, and announced before', () => {
    given(deadline)
      .when(aligning('closing', offer(), 1))
      .then([set()])
    given(deadline)
      .when(aligning('notice', offer(), 1))
      .then([set(1, notice, ahead)])
  })

  test('is announced no more when it opens nearer to its end than that; its closing is awaited all the same', () => {
    const late = offer({ changedAt: '2026-03-30T08:00:00.000Z' })
    given(deadline)
      .when(aligning('notice', late, 1))
      .thenAlreadySo()
    given(deadline)
      .when(aligning('closing', offer({ changedAt: laterEnd }), 1))
      .then([set()])
  })

  test.each(['draft', 'closed', 'archived', 'none'] as const)('is not awaited while it is %s', (status) =>
    given(deadline)
      .when(aligning('closing', offer({ status })))
      .thenAlreadySo(),
  )
  test('is not awaited without a deadline', () =>
    given(deadline)
      .when(aligning('closing', offer({ deadline: null }), 1))
      .thenAlreadySo())
})

describe('an offer that changes', () => {
  const moved: DeadlineEvent = {
    type: 'DeadlineMoved',
    data: {
      ...closing,
      due_at: laterEnd,
      subject_at: laterEnd,
      follows: 2,
      previous_due_at: end,
      moved_by_hand: false,
    },
  }
  const later = offer({ deadline: laterEnd, revision: 2 })

  test('takes its deadline along', () => given(deadline, set()).when(aligning('closing', later)).then([moved]))
  test('keeps a time that was given by hand, until it gets another one itself', () => {
    const byHand = '2026-03-20T10:00:00.000Z'
    given(deadline, set(), movedByHand(byHand))
      .when(aligning('closing', offer({ revision: 2 })))
      .thenAlreadySo()
    given(deadline, set(), movedByHand(byHand))
      .when(aligning('closing', later))
      .then([{ ...moved, data: { ...moved.data, previous_due_at: byHand } } as DeadlineEvent])
  })
  test.each([
    ['offer-closed', { status: 'closed' }],
    ['offer-withdrawn', { status: 'draft' }],
    ['offer-withdrawn', { status: 'archived' }],
    ['offer-withdrawn', { status: 'none', deadline: null }],
    ['offer-without-deadline', { deadline: null }],
  ] as const)('%s: is awaited no more', (reason, changes) =>
    given(deadline, set())
      .when(aligning('closing', offer({ ...changes, revision: 2 })))
      .then([cancelled(reason)]),
  )
  test('is announced no more when its deadline moves too near', () =>
    given(deadline, set(1, notice, ahead))
      .when(aligning('notice', offer({ deadline: '2026-03-02T08:00:00.000Z', revision: 2 })))
      .then([cancelled('too-near', 2, notice, ahead)]))
  test('an older state of it changes nothing any more', () =>
    given(deadline, set(5))
      .when(aligning('closing', offer({ deadline: laterEnd, revision: 4 })))
      .thenAlreadySo())
})

describe('what is over stays over', () => {
  const over: [string, DeadlineEvent[]][] = [
    ['reached', [set(), reached()]],
    ['called off by hand', [set(), cancelled('by-hand', 1)]],
    ['expired', [set(), cancelled('expired', 1)]],
  ]
  test.each(over)('%s, while the offer is merely rewritten', (_, history) =>
    given(deadline, ...history)
      .when(aligning('closing', offer({ revision: 9 })))
      .thenAlreadySo(),
  )
  test.each(over)('%s, when its publication is heard again', (_, history) =>
    given(deadline, ...history)
      .when(aligning('closing', offer({ revision: 9 }), 1))
      .thenAlreadySo(),
  )
  test.each(over)('%s, until the offer gets another deadline', (_, history) =>
    given(deadline, ...history)
      .when(aligning('closing', offer({ deadline: laterEnd, revision: 9 })))
      .then([set(9, closing, { due_at: laterEnd, subject_at: laterEnd })]),
  )
  test.each(over)('%s, until the offer is opened anew', (_, history) =>
    given(deadline, ...history)
      .when(aligning('closing', offer({ revision: 9 }), 8))
      .then([set(9)]),
  )
  test('what was announced is not announced again for the same end', () =>
    given(deadline, set(1, notice, ahead), reached(1, notice, ahead))
      .when(aligning('notice', offer({ revision: 9 }), 8))
      .thenAlreadySo())
  test('an offer that was closed and opened again unheard is awaited as the one it is now', () =>
    given(deadline, set(), movedByHand('2026-03-20T10:00:00.000Z'))
      .when(aligning('closing', offer({ revision: 3 }), 3))
      .then([set(3)]))
  test('an offer that is open again after it was closed by hand is awaited again', () =>
    given(deadline, set(), cancelled('offer-closed'))
      .when(aligning('closing', offer({ revision: 3 })))
      .then([set(3)]))
})

describe('the clock', () => {
  const at = (now: string) => (state: DeadlineState) => reachDeadline(state, { now })

  test('reaches what is due, once', () => given(deadline, set()).when(at(end)).then([reached()]))
  test('reaches nothing before its time, nothing moved, cancelled or reached, and nothing that is not', () => {
    given(deadline, set()).when(at('2026-03-31T22:59:59.998Z')).thenAlreadySo()
    given(deadline, set(), cancelled('by-hand', 1)).when(at(laterEnd)).thenAlreadySo()
    given(deadline, set(), reached()).when(at(laterEnd)).thenAlreadySo()
    given(deadline).when(at(laterEnd)).thenAlreadySo()
  })
  test('a year late, still closes, and announces nothing that has begun', () => {
    const nextYear = '2027-03-31T22:59:59.999Z'
    given(deadline, set()).when(at(nextYear)).then([reached()])
    given(deadline, set(1, notice, ahead))
      .when(at(nextYear))
      .then([cancelled('expired', 1, notice, ahead)])
  })
})

describe('by hand', () => {
  const now = '2026-03-10T08:00:00.000Z'
  const owner: ByHand = { caller: { id: ids.recruiter, role: 'recruiter' }, offerRecruiter: ids.recruiter }
  const stranger = { ...owner, caller: { id: 'somebody', role: 'recruiter' } }
  const moving =
    (dueAt: string, by = owner) =>
    (state: DeadlineState) =>
      moveDeadline(state, { ...by, dueAt, now })
  const cancelling =
    (by = owner) =>
    (state: DeadlineState) =>
      cancelDeadline(state, by)
  const earlier = '2026-03-20T10:00:00.000Z'

  test('is moved by the recruiter of the offer or an admin', () => {
    given(deadline, set())
      .when(moving(earlier))
      .then([movedByHand(earlier)])
    given(deadline, set())
      .when(moving(earlier, { ...owner, caller: { id: 'somebody', role: 'admin' } }))
      .then([movedByHand(earlier)])
    given(deadline, set()).when(moving(earlier, stranger)).thenRefused('job-offer-not-owned')
  })
  test('is moved into the future, and not behind what it is about', () => {
    given(deadline, set()).when(moving(now)).thenRefused('deadline-not-future')
    given(deadline, set()).when(moving(laterEnd)).thenRefused('deadline-after-subject', { subject_at: end })
  })
  test('is called off', () => {
    given(deadline, set())
      .when(cancelling())
      .then([cancelled('by-hand', 1)], 'deadline-not-pending')
    given(deadline, set()).when(cancelling(stranger)).thenRefused('job-offer-not-owned')
  })
  test('a reminder is any recruiter’s', () => {
    const subject = { ...closing, kind: 'interview-reminder' as const, application_id: ids.application }
    const reminder: DeadlineEvent = { type: 'DeadlineSet', data: { ...subject, ...ahead, follows: 3 } }
    given(deadline, reminder)
      .when(cancelling(stranger))
      .then(
        [{ type: 'DeadlineCancelled', data: { ...subject, ...ahead, follows: 3, reason: 'by-hand' } }],
        'deadline-not-pending',
      )
  })
  test.each([
    ['deadline-not-found', []],
    ['deadline-not-pending', [set(), reached()]],
    ['deadline-not-pending', [set(), cancelled('offer-closed')]],
  ] as const)('%s', (code, history) => {
    given(deadline, ...history)
      .when(moving(earlier))
      .thenRefused(code)
    given(deadline, ...history)
      .when(cancelling())
      .thenRefused(code)
  })
})

test('whatever was heard before, in whatever order and however often, the newest state of an offer stands', () => {
  const states: [OfferAsAwaited, number | null][] = [
    [offer({ revision: 1 }), 1],
    [offer({ revision: 2, deadline: laterEnd }), null],
    [offer({ revision: 3, status: 'closed' }), null],
    [offer({ revision: 4, deadline: laterEnd }), 4],
  ]
  const after = (order: readonly number[]) =>
    order.reduce<DeadlineState>((state, index) => {
      const [as, openedAt] = states[index]!
      const align = offerDeadlines(as, { closingSoonHours: 48, openedAt })[0] as AlignDeadline
      return (alignDeadline(state, align) as DeadlineEvent[]).reduce(deadline.evolve, state)
    }, deadline.initialState)
  for (const order of [[0, 1, 2, 3], [3], [1, 0, 2, 0, 3], [2, 2, 1, 3, 3], [0, 3, 2, 1, 0, 3], [1, 3, 3]])
    expect(after(order)).toMatchObject({ status: 'pending', dueAt: laterEnd, follows: 4 })
})
