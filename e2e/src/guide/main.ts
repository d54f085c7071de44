/** `npm run guide`: plays the examples against a fresh system and writes `docs/api-guide.md`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { routes } from '@one-hcm/contracts/routes'
import { root } from '../house/source-files.ts'
import { startSystem } from '../testing/system.ts'
import { chapters } from './chapters.ts'
import { playGuide } from './play.ts'
import { renderGuide } from './render.ts'
import { sourcesOf } from './sources.ts'
import { guideSystem } from './system.ts'

const system = await startSystem(guideSystem)
try {
  const run = await playGuide(system.client, routes, chapters, sourcesOf(system))
  for (const complaint of run.wrong) console.error(complaint)
  if (run.wrong.length > 0) process.exitCode = 1
  writeFileSync(join(root, 'docs/api-guide.md'), renderGuide(run, new Date()))
  console.log('wrote docs/api-guide.md')
} finally {
  await system.dispose()
}
