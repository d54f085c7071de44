/** `npm run jest -- <jest options>`: the test runner alone, without types and lint. */
import { runJest } from './steps.ts'

process.exitCode = runJest(process.argv.slice(2))
