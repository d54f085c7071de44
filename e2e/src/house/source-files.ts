import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** The workspace's root. */
export const root = join(import.meta.dirname, '../../..')

export const packages = [
  'contracts',
  'platform',
  'command-api',
  'projectors',
  'query-api',
  'etl-worker',
  'embedded',
  'e2e',
  'bench',
] as const
export type Package = (typeof packages)[number]

/** A source file as the rules see it; `path` is relative to the root, with slashes. */
export type SourceFile = { path: string; source: string }

/** What a file imports: from npm or Node by name, from us by the path it leads to. */
export type Import = {
  specifier: string
  /** `contracts/src/kernel/event` for our own files, undefined for everybody else's. */
  target: string | undefined
  /** Erased before it runs. */
  isType: boolean
}

/** All TypeScript sources of the workspace. */
export function readSources(): SourceFile[] {
  return packages.flatMap((name) =>
    readdirSync(join(root, name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${name}/src/${file.replaceAll('\\', '/')}`)
      .sort()
      .map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') })),
  )
}

// The formatter puts every import at the beginning of a line: that keeps examples inside strings out.
const STATIC = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g

export function importsOf({ path, source }: SourceFile): Import[] {
  const found = [...source.matchAll(STATIC)].map(([, type, specifier]) => ({ specifier: specifier!, isType: !!type }))
  const lazy = [...source.matchAll(DYNAMIC)].map(([, specifier]) => ({ specifier: specifier!, isType: false }))
  return [...found, ...lazy].map((one) => ({ ...one, target: targetOf(path, one.specifier) }))
}

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(path), specifier)).replace(/\.ts$/, '')
  const [, name, rest] = /^@one-hcm\/([\w-]+)\/(.+)$/.exec(specifier) ?? []
  return name && `${name}/src/${rest}`
}

export const packageOf = (path: string): string => path.split('/')[0]!

/** Tests and what only tests use. */
export const isTestCode = (path: string): boolean =>
  path.endsWith('.test.ts') || /\/(testing|fixtures|torture)\//.test(path)

/** The code without comments and without the insides of strings, so that words in them count for nothing. */
export const codeOnly = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, (match) =>
    match.startsWith('`') ? (match.match(/\$\{[^}]*\}/g) ?? []).join(' ') : ' ',
  )
