import { expect, test } from '@jest/globals'
import { factsAgainstReads, type Row } from './lake-facts.ts'

const fact: Row = {
  candidate_id: 'c',
  job_offer_id: 'j',
  status: 'reviewed',
  status_fr: 'candidature',
  has_been_manager: false,
  availability_start: null,
  ref_entreprise: null,
  created_at: '2026-01-15T10:00:00.000Z',
  interview_date: null,
  simulation_date: null,
  protocol1_status: 'in_progress',
  protocol1_overall_score: 3,
  protocol2_status: null,
  protocol2_overall_score: null,
  deleted_at: null,
}
const read: Row = {
  ...fact,
  evaluations: { protocol1: { status: 'in_progress', overall_score: 3 }, protocol2: null },
}
const found = (facts: Record<string, Row>, reads: Record<string, Row>) =>
  factsAgainstReads(new Map(Object.entries(facts)), new Map(Object.entries(reads)))

test('what both say is no difference, also of what was deleted', () =>
  expect(found({ a: fact, gone: { ...fact, deleted_at: '2026-01-16T10:00:00.000Z' } }, { a: read })).toEqual([]))

test.each<[string, Record<string, Row>, Record<string, Row>, string]>([
  ['another status', { a: fact }, { a: { ...read, status: 'pending' } }, 'status is "reviewed"'],
  ['another score', { a: { ...fact, protocol1_overall_score: 4 } }, { a: read }, 'protocol1_overall_score is 4'],
  ['an interview the lake missed', { a: fact }, { a: { ...read, interview_date: 'x' } }, 'interview_date is null'],
  ['an application the lake misses', {}, { a: read }, 'a is not in the lake'],
  ['an application nobody reads', { a: fact }, {}, 'a is not read'],
  ['a deletion that reads missed', { a: { ...fact, deleted_at: 'x' } }, { a: read }, 'deleted in the lake and still'],
])('%s: noticed', (_, facts, reads, complaint) => expect(found(facts, reads).join('\n')).toContain(complaint))
