import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { type RecruitmentWrites, startRecruitmentWrites } from '../recruitment/testing/recruitment-writes.ts'
import { performCommand } from './perform-command.ts'
import { policies } from './policies.ts'
import { reactingExecutor } from './reacting-executor.ts'
import { runPolicies } from './run-policies.ts'

let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites((executor) =>
    reactingExecutor(executor, policies, performCommand, silentLogger()),
  )
})
afterAll(() => writes.stop())

const submit = async () => {
  const { body, headers } = await writes.apply(await writes.candidate(), await writes.publish())
  return { id: (body.data as { id: string }).id, token: BigInt(headers.get('Consistency-Token')!) }
}

test('an application that was submitted has an evaluation, and the answer covers it', async () => {
  const { id, token } = await submit()
  const [started] = await writes.log.readStream(`protocol1-${id}`)
  expect(started).toMatchObject({
    type: 'EvaluationStarted',
    data: { application_id: id, opened_automatically: true },
    metadata: { actor: { id: 'policy:open-evaluation-on-submission', role: 'system' } },
  })
  // Other policies react to a submission too: the answer covers all of them.
  expect(token).toBeGreaterThanOrEqual(started!.position)
})

test('the follower that meets the same event later, in another process, adds nothing', async () => {
  const { id } = await submit()
  const [submitted] = await writes.log.readStream(`application-${id}`)
  const elsewhere = createCommandExecutor(writes.log)
  for (let time = 0; time < 3; time++)
    expect(await runPolicies(policies, performCommand, elsewhere, submitted!)).toBeUndefined()
  expect(await writes.eventsOf(`protocol1-${id}`)).toEqual(['EvaluationStarted'])
})

test('both at once make one evaluation', async () => {
  const plain = await startRecruitmentWrites()
  const { body } = await plain.apply(await plain.candidate(), await plain.publish())
  const { id } = body.data as { id: string }
  const [submitted] = await plain.log.readStream(`application-${id}`)
  const executors = Array.from({ length: 8 }, () => createCommandExecutor(plain.log))
  await Promise.all(executors.map((executor) => runPolicies(policies, performCommand, executor, submitted!)))
  expect(await plain.eventsOf(`protocol1-${id}`)).toEqual(['EvaluationStarted'])
  await plain.stop()
})
