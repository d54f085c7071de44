/** `npm run generate`: writes every file that follows from the code. Tests hold them equal. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from '../e2e/src/house/generated/generated-files.ts'

const root = join(import.meta.dirname, '..')

for (const [path, generate] of Object.entries(generatedFiles)) {
  const file = join(root, path)
  const content = generate()
  if (currentOf(file) === content) continue
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  console.log(`wrote ${path}`)
}

function currentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
