import { createLakeStore } from '@one-hcm/platform/blobs/lake-store'
import { operatorEnvironment } from '@one-hcm/platform/config/environment'
import { expectStatus } from '../testing/client.ts'
import type { Person } from '../testing/people.ts'
import type { System } from '../testing/system.ts'
import { waitFor } from '../testing/wait.ts'
import { factsAgainstReads, type Row } from './checkers/lake-facts.ts'

const FACTS = 'facts/fact_applications/'
const WITHIN_MS = 60_000
const READ_MAX = 1_000

/** Compares the lake's facts with what a system at rest shows, once the exporter has caught up; at most 1,000 applications. */
export async function examineLakeFacts(system: System, reader: Person): Promise<string[]> {
  let differences: string[] = []
  await waitFor(
    "the lake's facts to be what is read",
    async () => {
      differences = factsAgainstReads(await newestFacts(system), await applications(system, reader))
      return differences.length === 0
    },
    WITHIN_MS,
  ).catch(() => undefined)
  return differences
}

/** The fact of the last day of each application, as readers of the lake take it (recruitment §6.3). */
async function newestFacts(system: System): Promise<Map<string, Row>> {
  const { AZURE_STORAGE_CONNECTION_STRING: connectionString, AZURE_STORAGE_CONTAINER: container = 'raw' } =
    operatorEnvironment(system.dataDir, system.environment())
  if (!connectionString) throw new Error('Nobody says where the lake is')
  const lake = createLakeStore({ connectionString, container })
  const newest = new Map<string, string>()
  for await (const { path } of lake.list(FACTS)) {
    const id = path.slice(path.lastIndexOf('/') + 1, -'.json'.length)
    if (path > (newest.get(id) ?? '')) newest.set(id, path)
  }
  const facts = new Map<string, Row>()
  for (const [id, path] of newest) {
    const object = await lake.get(path)
    if (object) facts.set(id, JSON.parse(object.body.toString()) as Row)
  }
  return facts
}

async function applications({ client }: System, { token }: Person): Promise<Map<string, Row>> {
  const answer = expectStatus(await client.get(`/api/v1/applications?limit=${READ_MAX}`, { token }), 200)
  return new Map((answer.body as { data: (Row & { id: string })[] }).data.map((row) => [row.id, row]))
}
