// node embedded/src/event-store/bench/main.ts [--appends N] [--reads N] [--rounds N] [--directory DIR]
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchEventStore } from './bench.ts'

const { values } = parseArgs({
  options: {
    appends: { type: 'string', default: '10000' },
    reads: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    directory: { type: 'string', default: '.data' },
  },
})
mkdirSync(values.directory, { recursive: true })
const results = await benchEventStore({
  appends: Number(values.appends),
  reads: Number(values.reads),
  rounds: Number(values.rounds),
  directory: values.directory,
})
const rows = results.map(({ name, node, noOp, ratio }) => ({
  workload: name,
  'node/s': Math.round(node),
  'no-op/s': Math.round(noOp),
  ratio: ratio.toFixed(2),
}))
console.table(rows)
