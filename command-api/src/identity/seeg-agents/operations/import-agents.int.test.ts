import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type IdentityWorld, somebody, startIdentityWorld } from '../../testing/identity-world.ts'
import { importAgents } from './import-agents.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await startIdentityWorld()
}, 60_000)
afterAll(() => world?.stop())

const FILE = 'matricule;nom;prenom;cdd\n4821;Ndong;Awa;non\n77;Mba;Paul;oui\n'

async function run(csv: string, { dryRun = false, parts = {} } = {}) {
  const lines: string[] = []
  const { agents, executor } = world.otherProcess()
  const code = await importAgents(
    { agents, executor, now: () => new Date().toISOString(), print: (line) => lines.push(line), ...parts },
    { file: '/tmp/agents.csv', bytes: Buffer.from(csv), dryRun },
  )
  return { code, said: lines.join('\n') }
}
const imports = () => world.eventsOf('seegAgents-main')

test('dry run, import, and the same file again', async () => {
  expect(await run(FILE, { dryRun: true })).toMatchObject({ code: 0, said: expect.stringContaining('Essai') })
  expect(await world.identity.agents.find(4821)).toBeUndefined()
  expect(await run(FILE)).toMatchObject({ code: 0, said: expect.stringContaining('2/2') })
  expect(await run(FILE)).toMatchObject({ code: 0, said: expect.stringContaining('déjà importé') })
  expect(await imports()).toEqual(['SeegAgentsImported'])
  expect(await world.identity.agents.find(77)).toEqual({ fixedTerm: true })
})

test('one bad line and nothing is imported', async () => {
  const { code, said } = await run(`${FILE}abc;X;Y;non\n`)
  expect(code).toBe(1)
  expect(said).toContain('ligne 4 : matricule incorrect')
  expect(await imports()).toHaveLength(1)
})

test('killed between rows and event: the same import again puts it right', async () => {
  const csv = `${FILE}5;Obame;Eve;non\n`
  const { executor } = world.identity
  const dying = { ...executor, execute: () => Promise.reject(new Error('killed')) }
  await expect(run(csv, { parts: { executor: dying } })).rejects.toThrow('killed')
  expect((await run(csv)).code).toBe(0)
  expect(await imports()).toHaveLength(2)
})

test('of two imports at the same moment, in two processes, one is told to wait', async () => {
  const [one, two] = [`${FILE}6;Ona;Luc;non\n`, `${FILE}6;Ona;Lucie;non\n`]
  const { executor } = world.otherProcess()
  let reached: () => void = () => {}
  const atEvent = new Promise<void>((resolve) => {
    reached = resolve
  })
  const go = Promise.withResolvers<void>()
  const slow = {
    ...executor,
    execute: async (...parameters: Parameters<typeof executor.execute>) => {
      reached()
      await go.promise
      return executor.execute(...parameters)
    },
  }
  const before = (await imports()).length
  const first = run(one, { parts: { executor: slow } })
  await atEvent
  expect(await run(two)).toMatchObject({ code: 1, said: expect.stringContaining('en cours') })
  go.resolve()
  expect((await first).code).toBe(0)
  expect((await run(two)).code).toBe(0)
  expect(await imports()).toHaveLength(before + 2)
})

test('fixed-term staff do not sign up as internal', async () => {
  const body = somebody({ candidate_status: 'interne', matricule: 77, no_seeg_email: true })
  expect((await world.post('/api/v1/auth/signup', body)).body.code).toBe('matricule-fixed-term')
  expect((await world.post('/api/v1/auth/verify-matricule', { matricule: 77 })).body.valid).toBe(false)
})
