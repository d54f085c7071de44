/** `npm test`: types, lint, then every test of the workspace. Arguments go to the test runner. */
import { checkLint, checkTypes, runJest } from './steps.ts'

process.exitCode = checkTypes() || checkLint() || runJest(process.argv.slice(2))
