import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Postgres } from './postgres.ts'

// Set by the run's first process and inherited by its workers: where to ask for the shared server, and the password.
const variable = 'ONE_HCM_TEST_POSTGRES'

/** Connection string of the run's shared server; undefined outside a run that shares one. */
export async function askForServer(): Promise<string | undefined> {
  const address = process.env[variable]
  if (!address) return undefined
  const { origin, hash } = new URL(address)
  const response = await fetch(origin, { headers: { authorization: hash.slice(1) } })
  const text = await response.text()
  if (!response.ok) throw new Error(`The shared test PostgreSQL did not start: ${text}`)
  return text
}

/**
 * Lets the workers of this process share one server, which is started when the first of them asks. The returned function
 * stops it. A run that touches no database pays nothing.
 */
export async function shareServer(start: () => Promise<Postgres>): Promise<() => Promise<void>> {
  const password = randomUUID()
  let server: Promise<Postgres> | undefined
  const door = createServer(async (request, response) => {
    if (request.headers.authorization !== password) return response.writeHead(401).end()
    try {
      server ??= start()
      response.end((await server).url())
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  process.env[variable] = `http://127.0.0.1:${(door.address() as AddressInfo).port}/#${password}`
  return async () => {
    delete process.env[variable]
    door.closeAllConnections()
    await new Promise((resolve) => door.close(resolve))
    await (await server)?.stop()
  }
}
