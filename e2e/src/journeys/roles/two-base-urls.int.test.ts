import { expect, test } from '@jest/globals'
import { at, expectStatus } from '../../testing/client.ts'
import { signUpCandidate } from '../../testing/people.ts'
import { applied, publishOffer } from '../../testing/recruitment.ts'
import { waitFor } from '../../testing/wait.ts'
import { systemForSuite } from '../suite-system.ts'
import { playRoleJourneys } from './role-journeys.ts'

// Reads at one address and writes at another, two instances of each, asked in turn.
const suite = systemForSuite({ shape: 'separate', amqpUrl: process.env.AMQP_URL })

playRoleJourneys(suite)

test('an export that is asked for reaches the worker, wherever it runs, and what came of it is listed', async () => {
  const { client, recruiter, admin } = suite
  const id = await applied(client, await signUpCandidate(client), await publishOffer(client, recruiter))
  const { token } = admin
  expectStatus(await client.post(`/api/v1/admin/etl/exports/${id}/replay`, { token }), 202)
  const listed = await waitFor('the export to be done', async () => {
    const answer = expectStatus(await client.get(`/api/v1/admin/etl/exports?application_id=${id}`, { token }), 200)
    return at(answer, 'data', 0, 'status') === 'completed' && answer
  })
  expect(at(listed, 'data', 0, 'tables_exported', 'fact_applications')).toContain(`${id}.json`)
  expect(at(listed, 'data', 0, 'documents_count')).toBe(3)
}, 60_000)
