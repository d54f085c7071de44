/** `npm run projections -- rebuild|verify|status|parked|redrive`: the read models, for operators. */
import { runOperation, UsageError } from '@one-hcm/platform/lifecycle/operation'
import { operations } from './operations.ts'

await runOperation('projections', async (foundation) => {
  const operation = operations[process.argv[2] ?? '']
  if (!operation) throw new UsageError(`Usage: npm run projections -- ${Object.keys(operations).join('|')}`)
  return operation({ ...foundation, print: (line) => console.log(line) })
})
