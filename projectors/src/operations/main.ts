/** `npm run projections -- status|verify|rebuild|parked|redrive`: the read models, for operators. */
import { runOperation } from '@one-hcm/platform/lifecycle/operation'
import { operations } from './operations.ts'

const operation = operations[process.argv[2] ?? '']
if (operation)
  await runOperation('projections', (foundation) => operation({ ...foundation, print: (line) => console.log(line) }))
else {
  console.error(`Usage: npm run projections -- ${Object.keys(operations).join('|')}`)
  process.exitCode = 2
}
