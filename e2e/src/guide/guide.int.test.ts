import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { routes } from '@one-hcm/contracts/routes'
import { contractRoutes, missingRoutes, placeOf } from '../house/contract-routes.ts'
import { root } from '../house/source-files.ts'
import { at } from '../testing/client.ts'
import { type System, startSystem } from '../testing/system.ts'
import { chapters } from './chapters.ts'
import { playGuide, type Run } from './play.ts'
import { renderGuide } from './render.ts'
import { sourcesOf } from './sources.ts'
import { guideSystem } from './system.ts'

let system: System
let run: Run
beforeAll(async () => {
  system = await startSystem(guideSystem)
  run = await playGuide(system.client, routes, chapters, sourcesOf(system))
}, 240_000)
afterAll(() => system?.dispose(), 60_000)

test('every example is answered as it says', () => {
  expect(run.wrong).toEqual([])
})

test('docs/api-guide.md shows the answers that were received (else: npm run guide)', () => {
  expect(readFileSync(join(root, 'docs/api-guide.md'), 'utf8')).toBe(renderGuide(run, new Date()))
})

/** What the edge says about a path that nobody serves. */
const UNSERVED: readonly unknown[] = ['not-found', 'method-not-allowed']

test('every route of the contract answers, with a slash at its end and without, and never by a redirect', async () => {
  const missing = new Set(missingRoutes(routes))
  const unserved: string[] = []
  for (const route of contractRoutes.filter((one) => !missing.has(placeOf(one))))
    for (const slash of route.path === '/' ? [''] : ['', '/']) {
      const path = `${route.path.replaceAll('{}', randomUUID())}${slash}`
      const answer = await system.client.call(route.method, path, route.kind === 'W' ? { json: {} } : {})
      const isRedirect = answer.status >= 300 && answer.status < 400
      if (answer.status === 0 || isRedirect || answer.status >= 500 || UNSERVED.includes(at(answer, 'code')))
        unserved.push(`${route.method} ${path}: ${answer.status}`)
    }
  expect(unserved).toEqual([])
}, 60_000)
