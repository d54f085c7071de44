import { expect, test } from '@jest/globals'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { startRecruitmentWrites } from '../recruitment/testing/recruitment-writes.ts'
import { performCommand } from './perform-command.ts'
import { policies } from './policies.ts'
import { reactingExecutor } from './reacting-executor.ts'
import { runPolicies } from './run-policies.ts'

test('W-44 an application that is put back from incubation to the start loses protocol 2, and the answer covers it', async () => {
  const reacting = await startRecruitmentWrites((executor) =>
    reactingExecutor(executor, policies, performCommand, silentLogger()),
  )
  const { recruiter } = reacting
  const { body } = await reacting.apply(await reacting.candidate(), await reacting.publish())
  const { id } = body.data as { id: string }
  const move = (status: string, notes?: string) =>
    reacting.call('POST', `/api/v1/applications/${id}/history`, recruiter, { new_status: status, notes })
  await move('incubation')
  await reacting.call('PUT', `/api/v1/evaluations/protocol1/${id}`, recruiter, { score: 60 })
  await reacting.call('POST', '/api/v1/evaluations/protocol2', recruiter, { application_id: id, qcm_role_score: 16 })
  expect((await move('pending')).body.code).toBe('reason-required')
  const { headers } = await move('pending', 'Mauvais dossier')
  const cleared = (await reacting.log.readStream(`protocol2-${id}`)).at(-1)!
  expect(cleared).toMatchObject({
    type: 'EvaluationReset',
    data: { reset_by: recruiter.id, reason: 'Mauvais dossier', application_revision: 2 },
  })
  expect(BigInt(headers.get('Consistency-Token')!)).toBeGreaterThanOrEqual(cleared.position)
  expect(await reacting.eventsOf(`protocol1-${id}`)).not.toContain('EvaluationReset')
  const anew = await reacting.call('POST', '/api/v1/evaluations/protocol2', recruiter, {
    application_id: id,
    qcm_role_score: 10,
  })
  expect([anew.status, anew.body.overall_score]).toEqual([201, 5])

  // The follower meets the correction later, in another process: what was begun since then stays.
  const corrected = (await reacting.log.readStream(`application-${id}`)).at(-1)!
  const elsewhere = createCommandExecutor(reacting.log)
  for (let time = 0; time < 2; time++) await runPolicies(policies, performCommand, elsewhere, corrected)
  expect((await reacting.eventsOf(`protocol2-${id}`)).filter((type) => type === 'EvaluationReset')).toHaveLength(1)
  expect((await reacting.log.readStream(`protocol2-${id}`)).at(-1)!.type).toBe('EvaluationScored')
  await reacting.stop()
})
