import { expect, test } from '@jest/globals'
import { erased } from '@one-hcm/contracts/kernel/erased'
import { ids, statusChanged } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { recorded } from '@one-hcm/platform/testing/given'
import { resetProtocol2OnCorrection } from './reset-protocol2-on-correction.ts'

const react = (event: ReturnType<typeof statusChanged>) =>
  resetProtocol2OnCorrection.react(recorded(`application-${ids.application}`, event, { index: 4 }))
const correction = { notes: 'Mauvais dossier', is_correction: true }

test('ApplicationStatusChanged back from incubation to the start → ResetProtocol2Evaluation', () => {
  const reset = {
    type: 'ResetProtocol2Evaluation',
    applicationId: ids.application,
    resetBy: ids.recruiter,
    reason: 'Mauvais dossier',
    demandedAt: 4,
  }
  expect(react(statusChanged('incubation', 'pending', correction))).toEqual([reset])
  expect(react(statusChanged('incubation', 'pending', { ...correction, notes: erased }))).toEqual([
    { ...reset, reason: '' },
  ])
})

test('any other change → nothing', () => {
  expect(react(statusChanged('incubation', 'simulation_scheduled'))).toEqual([])
  expect(react(statusChanged('reviewed', 'pending', correction))).toEqual([])
  expect(react(statusChanged('hired', 'incubation', correction))).toEqual([])
})
