import { describe, test } from '@jest/globals'
import {
  type ApplicationStatus,
  applicationStatuses,
  corrections,
  transitions,
} from '@one-hcm/contracts/recruitment/applications/application-status'
import { ids, statusChanged, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { application } from './application.ts'
import { type ChangeApplicationStatus, changeApplicationStatus } from './change-application-status.ts'

const changing =
  (status: string, notes: string | null = null) =>
  (state: Parameters<typeof changeApplicationStatus>[0]) => {
    const command: ChangeApplicationStatus = { applicationId: ids.application, status, notes, changedBy: ids.recruiter }
    return changeApplicationStatus(state, command)
  }
/** An application in a status, however it got there. */
const inStatus = (status: ApplicationStatus) =>
  status === 'pending'
    ? given(application, submitted())
    : given(application, submitted(), statusChanged('pending', status))

describe('accepted', () => {
  test.each(
    applicationStatuses.flatMap((from) =>
      transitions[from].filter((to) => to !== 'withdrawn').map((to) => [from, to] as const),
    ),
  )('from %s to %s, with the note', (from, to) =>
    inStatus(from)
      .when(changing(to, 'Dossier solide'))
      .then([statusChanged(from, to, { notes: 'Dossier solide' })]),
  )

  test.each(
    applicationStatuses.flatMap((from) => {
      const targets = corrections[from]
      return targets === 'previous' ? [] : targets.map((to) => [from, to] as const)
    }),
  )('as a correction from %s to %s', (from, to) =>
    inStatus(from)
      .when(changing(to, 'Erreur de saisie'))
      .then([statusChanged(from, to, { notes: 'Erreur de saisie', is_correction: true })]),
  )

  test('a rejection is corrected to where it came from', () =>
    given(application, submitted(), statusChanged('pending', 'shortlisted'), statusChanged('shortlisted', 'rejected'))
      .when(changing('shortlisted', 'Mauvais dossier refusé'))
      .then([statusChanged('rejected', 'shortlisted', { notes: 'Mauvais dossier refusé', is_correction: true })]))

  test.each([
    ['entretien_programme', 'interview_scheduled'],
    ['refuse', 'rejected'],
    ['under_review', 'reviewed'],
  ] as const)('under the alias %s', (word, to) =>
    inStatus('pending')
      .when(changing(word))
      .then([statusChanged('pending', to)]),
  )
})

describe('refused', () => {
  test('without an application', () =>
    given(application).when(changing('reviewed')).thenRefused('application-not-found'))
  test('for an unknown status', () =>
    inStatus('pending').when(changing('nonsense')).thenRefused('status-unknown', { status: 'nonsense' }))
  test('for a step that does not exist', () =>
    inStatus('pending')
      .when(changing('hired', 'Vite'))
      .thenRefused('status-transition-not-allowed', { from: 'pending', to: 'hired' }))
  test.each([null, '', '   '])('a correction without a reason (%j)', (notes) =>
    inStatus('reviewed').when(changing('pending', notes)).thenRefused('reason-required'),
  )
  test.each(applicationStatuses.filter((status) => status !== 'withdrawn'))(
    'withdrawing from %s: that is for the candidate',
    (status) => inStatus(status).when(changing('withdrawn', 'x')).thenRefused('status-transition-not-allowed'),
  )
  test('a rejection corrected to a status it did not come from', () =>
    given(application, submitted(), statusChanged('pending', 'rejected'))
      .when(changing('hired', 'x'))
      .thenRefused('status-transition-not-allowed'))
})

test.each(applicationStatuses)('already so: %s stays %s', (status) => {
  inStatus(status).when(changing(status)).thenAlreadySo()
})
