/** `npm run check`: types, lint, format. The dependency rule and the generated files are held by tests. */
import { checkLint, checkTypes } from './steps.ts'

process.exitCode = checkTypes() || checkLint()
