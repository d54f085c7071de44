/** `npm run format`: writes what the formatter and the safe lint fixes would. */
import { run } from './steps.ts'

process.exitCode = run('biome', ['check', '--write', '.'])
