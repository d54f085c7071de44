// node embedded/src/event-store/torture/main.ts [--seed S] [--kills N] [--directory DIR]
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { tortureEventStore } from './torture.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '500' },
    directory: { type: 'string', default: '.data' },
  },
})
mkdirSync(values.directory, { recursive: true })
console.log(`Seed ${values.seed}`)
const report = await tortureEventStore({
  seed: Number(values.seed),
  kills: Number(values.kills),
  directory: values.directory,
  onProgress: (line) => console.log(line),
})
console.log(JSON.stringify(report, null, 2))
process.exitCode = report.problems.length === 0 ? 0 : 1
