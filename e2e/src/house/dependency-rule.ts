import { codeOnly, type Import, importsOf, isTestCode, packageOf, packages, type SourceFile } from './source-files.ts'

/** A boundary of the house (design §2): which files it judges, and what it says against an import or a source. */
export type Rule = {
  readonly name: string
  judges(file: SourceFile): boolean
  violations(file: SourceFile): string[]
}

const SERVICES = ['command-api', 'projectors', 'query-api', 'etl-worker'] as const
/** Packages each package may import, itself aside. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  platform: ['contracts'],
  ...Object.fromEntries(SERVICES.map((service) => [service, ['contracts', 'platform']])),
  embedded: ['contracts', 'platform', ...SERVICES],
  e2e: packages,
  bench: packages,
}

/** What pure code may use that is not ours: it computes, and touches nothing. */
const PURE_MODULES = new Set(['zod', 'node:crypto'])
const IMPURE =
  /\bawait\b|\basync\b|\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bperformance\.now\b|\bprocess\./g

const forbidden = (file: SourceFile, isAllowed: (one: Import) => boolean): string[] =>
  importsOf(file)
    .filter((one) => !isAllowed(one))
    .map(({ specifier }) => `imports ${specifier}`)

const impurities = (file: SourceFile): string[] =>
  [...new Set(codeOnly(file.source).match(IMPURE) ?? [])].map((word) => `uses ${word}`)

/** The context that a file of the command API belongs to, undefined for `policies/` and for what stands above contexts. */
const contextOf = (path: string): string | undefined => {
  const [name, , first, ...rest] = path.split('/')
  return name === 'command-api' && first !== 'policies' && rest.length > 0 ? first : undefined
}
const contractContextOf = (target: string): string | undefined => {
  const [, , context] = target.split('/')
  return ['identity', 'recruitment', 'notifications', 'cv-analysis', 'maintenance', 'audit'].find((c) => c === context)
}
const isFacts = (path: string) => /(^|\/|-)facts(\.ts)?$/.test(path)
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

/** A function that returns a `Decision`, or the aggregate whose state decisions judge. */
const isDecision = ({ path, source }: SourceFile): boolean =>
  contextOf(path) !== undefined &&
  !isTestCode(path) &&
  !isFacts(path) &&
  /^(?:\)|export (?:function|const) [^\n]*\)): Decision<|^export const \w+: Aggregate</m.test(source)

export const rules: readonly Rule[] = [
  {
    name: 'packages import only what stands below them',
    judges: () => true,
    violations: (file) => {
      const own = packageOf(file.path)
      const allowed = [own, ...(MAY_IMPORT[own] ?? []), ...(isTestCode(file.path) ? ['embedded'] : [])]
      return forbidden(file, ({ target }) => target === undefined || allowed.includes(packageOf(target)))
    },
  },
  {
    name: 'contracts are pure: zod and hashes, no I/O, no clock, no chance',
    judges: ({ path }) => packageOf(path) === 'contracts' && !isTestCode(path),
    violations: (file) => [
      ...forbidden(file, ({ target, specifier }) => target !== undefined || PURE_MODULES.has(specifier)),
      ...impurities(file),
    ],
  },
  {
    name: 'a context of the command API sees only itself',
    judges: ({ path }) => contextOf(path) !== undefined,
    violations: (file) =>
      forbidden(file, ({ target }) => {
        if (target === undefined || packageOf(target) !== 'command-api') return true
        return target.startsWith(`command-api/src/${contextOf(file.path)}/`)
      }),
  },
  {
    name: "other contexts' contracts reach a context through its facts alone",
    judges: ({ path }) => contextOf(path) !== undefined && !isTestCode(path) && !isFacts(path),
    violations: (file) =>
      forbidden(file, ({ target }) => {
        const context = target && packageOf(target) === 'contracts' ? contractContextOf(target) : undefined
        return context === undefined || context === contextOf(file.path)
      }),
  },
  {
    name: 'decisions import contracts and siblings, and are pure',
    judges: isDecision,
    violations: (file) => [
      ...forbidden(file, ({ target, isType, specifier }) => {
        if (target === undefined) return PURE_MODULES.has(specifier)
        if (packageOf(target) === 'contracts') return true
        // Types vanish before anything runs: facts and the aggregate's shape may be named.
        return isType || folderOf(target) === folderOf(file.path)
      }),
      ...impurities(file),
    ],
  },
]

/** Everything that breaks a rule, as sentences. */
export const brokenRules = (files: readonly SourceFile[]): string[] =>
  rules.flatMap((rule) =>
    files
      .filter((file) => rule.judges(file))
      .flatMap((file) => rule.violations(file).map((violation) => `${file.path} ${violation} (${rule.name})`)),
  )
