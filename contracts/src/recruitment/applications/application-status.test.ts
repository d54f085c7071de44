import { describe, expect, test } from '@jest/globals'
import { applicationStatuses, canonicalStatus, statusesShownAs, statusFr, transitions } from './application-status.ts'
import { kindOfChange, reachableBy } from './status-change.ts'

describe('words for statuses', () => {
  test.each(applicationStatuses)('%s is its own canonical word', (status) =>
    expect(canonicalStatus(status)).toBe(status),
  )

  test.each([
    ['submitted', 'pending'],
    ['soumis', 'pending'],
    ['candidature', 'pending'],
    ['under_review', 'reviewed'],
    ['reviewing', 'reviewed'],
    ['interview', 'interview_scheduled'],
    ['entretien_programme', 'interview_scheduled'],
    ['simulation_programmee', 'simulation_scheduled'],
    ['offer', 'accepted'],
    ['embauche', 'hired'],
    ['refuse', 'rejected'],
  ])('D-17 %s means %s', (word, status) => expect(canonicalStatus(word)).toBe(status))

  test.each(['', 'PENDING', 'nonsense', 'constructor', '__proto__'])('%j means nothing', (word) => {
    expect(canonicalStatus(word)).toBeUndefined()
    expect(statusesShownAs(word)).toBeUndefined()
  })

  test('a French word as a filter means all that are shown by it', () => {
    expect(statusesShownAs('candidature')).toEqual(['pending', 'reviewed', 'shortlisted'])
    expect(statusesShownAs('embauche')).toEqual(['accepted', 'hired'])
    expect(statusesShownAs('incubation')).toEqual(['incubation'])
    expect(statusesShownAs('reviewed')).toEqual(['reviewed'])
    expect(statusesShownAs('under_review')).toEqual(['reviewed'])
    for (const status of applicationStatuses) expect(statusesShownAs(statusFr[status])).toContain(status)
  })
})

describe('changes of status', () => {
  test('are steps, corrections, nothing new or nothing allowed', () => {
    const pending = { status: 'pending', previousStatus: undefined } as const
    expect(kindOfChange(pending, 'reviewed')).toBe('transition')
    expect(kindOfChange(pending, 'pending')).toBe('already so')
    expect(kindOfChange(pending, 'hired')).toBe('not allowed')
    expect(kindOfChange(pending, 'withdrawn')).toBe('not allowed')
    expect(kindOfChange({ status: 'reviewed', previousStatus: 'pending' }, 'pending')).toBe('correction')
  })

  test('take a rejection back to where it came from, or to incubation', () => {
    expect(reachableBy('correction', { status: 'rejected', previousStatus: 'shortlisted' })).toEqual(['shortlisted'])
    expect(reachableBy('correction', { status: 'rejected', previousStatus: undefined })).toEqual(['incubation'])
    expect(reachableBy('transition', { status: 'rejected', previousStatus: 'shortlisted' })).toEqual([])
  })

  test('lead from a withdrawn application nowhere', () => {
    const withdrawn = { status: 'withdrawn', previousStatus: 'pending' } as const
    for (const to of applicationStatuses)
      expect(kindOfChange(withdrawn, to)).toBe(to === 'withdrawn' ? 'already so' : 'not allowed')
  })

  test.each(applicationStatuses)('D-17 from %s are what is listed', (status) => {
    const standing = { status, previousStatus: undefined }
    expect(reachableBy('transition', standing).toSorted()).toEqual(
      transitions[status].filter((to) => to !== 'withdrawn').toSorted(),
    )
  })
})
