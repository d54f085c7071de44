import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { RouteDefinition } from './kernel/route.ts'
import { type RefusalCode, refusals } from './refusals.ts'
import { routes } from './routes.ts'

const isRoute = (value: unknown): value is RouteDefinition =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value

async function declaredRoutes(): Promise<{ file: string; exported: string; route: RouteDefinition }[]> {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.route.ts'))
    .sort()
  const modules = await Promise.all(
    files.map(async (file) => ({
      file,
      exports: (await import(join(import.meta.dirname, file))) as Record<string, unknown>,
    })),
  )
  return modules.flatMap(({ file, exports }) =>
    Object.entries(exports).flatMap(([exported, route]) => (isRoute(route) ? [{ file, exported, route }] : [])),
  )
}

const doubles = (values: readonly string[]): string[] => values.filter((value, index) => values.indexOf(value) < index)

/** `/jobs/{id}` and `/jobs/{job_id}` are the same place. */
const place = ({ method, path }: RouteDefinition) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`

test('every route of a *.route.ts file is in the list, so that nobody forgets one', async () => {
  const listed = new Set(routes)
  const forgotten = (await declaredRoutes())
    .filter(({ route }) => !listed.has(route))
    .map(({ file, exported }) => `add ${exported} of ${file} to contracts/src/routes.ts`)
  expect(forgotten).toEqual([])
})

test('names are unique, and so is what each method and path leads to', () => {
  expect(doubles(routes.map(({ name }) => name))).toEqual([])
  expect(doubles(routes.map(place))).toEqual([])
})

test('a route that is declared twice under other parameter names is noticed', () => {
  const [route] = routes
  const disguised = { ...route!, path: '/api/v1/jobs/{job_id}' }
  expect(doubles([{ ...route!, path: '/api/v1/jobs/{id}' }, disguised].map(place))).toEqual([place(disguised)])
})

test.each(routes.map((route) => [route.name, route] as const))('%s is declared consistently', (_, route) => {
  expect(route.path).toMatch(/^(\/[\w{}.-]+)+$|^\/$/)
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  expect(Object.keys((route.params as { shape?: object } | undefined)?.shape ?? {})).toEqual(inPath)
  expect(Object.keys(route.access)).not.toEqual([])
  expect(route.refusals.filter((code: RefusalCode) => !refusals[code])).toEqual([])
  expect(doubles(route.refusals)).toEqual([])
  if (route.method === 'get') expect(route.body).toBeUndefined()
})
