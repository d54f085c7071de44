import type { Context } from './event.ts'
import { requestHeaders, responseHeaders } from './openapi/headers.ts'
import type { JsonSchema } from './openapi/json-schema.ts'
import { type Components, internalError, operationOf } from './openapi/operation.ts'
import { problemSchema } from './openapi/problem-schema.ts'
import type { RouteDefinition } from './route.ts'

/** What the API says about itself, made from its routes and nothing else. */
export function buildOpenApi(routes: readonly RouteDefinition[]): JsonSchema {
  const components: Components = { schemas: new Map(), responses: new Map([['500', internalError]]) }
  const paths: Record<string, JsonSchema> = {}
  for (const route of routes.toSorted(byPathAndMethod))
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, components) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'One HCM',
      version: '1',
      description: [
        'Reads and writes of the human-resources platform, on one origin.',
        'Every error is a problem document (RFC 9457) with a stable `code`.',
        '`x-access` says which role may call an operation: on `all` of the data or on their `own`.',
      ].join(' '),
      license: { name: 'Proprietary', identifier: 'LicenseRef-One-HCM' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ context }) => context))].map((name) => ({ name, description: tags[name] })),
    paths,
    components: {
      schemas: { Problem: problemSchema, ...inOrder(components.schemas) },
      responses: inOrder(components.responses),
      parameters: requestHeaders,
      headers: responseHeaders,
      securitySchemes: securitySchemesOf(routes),
    },
  }
}

const tags: Readonly<Record<Context, string>> = {
  identity: 'Accounts, access requests and sessions.',
  recruitment: 'Job offers, applications, documents and evaluations.',
  notifications: 'What people are told about.',
  'cv-analysis': 'What CVs say.',
  maintenance: 'Clients, equipment and interventions.',
  audit: 'The complete history, for auditors; each look at it is recorded itself.',
  monitoring: 'Whether the system is well, and what it is.',
}

const inOrder = (named: ReadonlyMap<string, JsonSchema>): JsonSchema =>
  Object.fromEntries([...named].toSorted(([a], [b]) => (a < b ? -1 : 1)))

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const byPathAndMethod = (a: RouteDefinition, b: RouteDefinition): number =>
  a.path === b.path ? METHODS.indexOf(a.method) - METHODS.indexOf(b.method) : a.path < b.path ? -1 : 1

function securitySchemesOf(routes: readonly RouteDefinition[]): JsonSchema {
  const tokenUrl = routes.find(({ name }) => name === 'issueToken')?.path ?? '/api/v1/auth/token'
  return {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'An access token, good for half an hour.',
    },
    password: {
      type: 'oauth2',
      description: 'E-mail address and password.',
      flows: { password: { tokenUrl, scopes: {} } },
    },
  }
}
