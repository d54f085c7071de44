import { isTestCode, type SourceFile } from './source-files.ts'

const LINES_MAX = 400
const ONLY = /\b(?:test|it|describe)(?:\.concurrent)?\.only\b|\b(?:fit|fdescribe)\(/
const SKIP = /\b(?:test|it|describe)(?:\.concurrent)?\.(?:skip|todo)\b|\b(?:xit|xtest|xdescribe)\(/
const REASON = /skipped(?::| because) [^)'`]+/
const MARKER = /\b(?:TODO|FIXME|XXX)\b/

/** What a file looks like when it was left half done (design §10, style G6). */
export function untidiness({ path, source }: SourceFile): string[] {
  const lines = source.trimEnd().split('\n').length
  const generated = /\/(fixtures|generated)\//.test(path)
  return [
    ...(lines > LINES_MAX && !generated ? [`${path} has ${lines} lines, ${LINES_MAX} are allowed`] : []),
    ...(isTestCode(path) && ONLY.test(source) ? [`${path} runs only some of its tests`] : []),
    ...(isTestCode(path) && SKIP.test(source) && !REASON.test(source)
      ? [`${path} skips a test whose name does not say why: add "(skipped: …)"`]
      : []),
    ...(MARKER.test(source) ? [`${path} holds a marker for later`] : []),
  ]
}

type Manifest = Partial<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies', Record<string, string>>
>

/** Dependencies of a package.json that could become another version by themselves. */
export function unpinned(path: string, manifest: Manifest): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies })
    .filter(([, version]) => !/^(workspace:\*|\d+\.\d+\.\d+(-[\w.]+)?)$/.test(version))
    .map(([name, version]) => `${path}: ${name} ${version}`)
}
