import { type RouteDefinition, roles } from '@one-hcm/contracts/kernel/route'
import { code, page, table } from './markdown.ts'

/** `docs/permissions.md`: which role may call which route. */
export function permissions(routes: readonly RouteDefinition[]): string {
  const callers = ['visitor', ...roles] as const
  const contexts = [...new Set(routes.map(({ context }) => context))]
  return page(
    'Permissions',
    'Who may call what: `all` of the data, only their `own`, or not at all (–). A visitor calls without a token. Who is not named is answered 401 or 403.',
    ...contexts.flatMap((context) => [
      `## ${context}`,
      table(
        ['route', 'call', ...callers],
        routes
          .filter((route) => route.context === context)
          .map(({ name, method, path, access }) => [
            name,
            code(`${method.toUpperCase()} ${path}`),
            ...callers.map((caller) => access[caller] ?? '–'),
          ]),
      ),
    ]),
  )
}
