import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildOpenApi } from '@one-hcm/contracts/kernel/openapi'
import { routes } from '@one-hcm/contracts/routes'
import type { Express, Response } from 'express'

const folderOf = (dependency: string): string =>
  dirname(createRequire(join(import.meta.dirname, 'serve-documentation.ts')).resolve(`${dependency}/package.json`))

const swagger = folderOf('swagger-ui-dist')
const redoc = join(folderOf('redoc'), 'bundles')
const own = join(import.meta.dirname, 'assets')

/** The files a page needs, by the name it asks for: nothing else of the packages can be reached. */
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': swagger,
  'swagger-ui-bundle.js': swagger,
  'favicon-32x32.png': swagger,
  'redoc.standalone.js': redoc,
  'swagger-page.js': own,
  'redoc-page.js': own,
  'page.css': own,
}

/** Scripts and styles of this origin only; each page adds what it cannot do without. */
const policy = (additions: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    additions,
  ].join('; ')

const pages = {
  '/docs': {
    title: 'One HCM: API',
    styles: ['swagger-ui.css', 'page.css'],
    scripts: ['swagger-ui-bundle.js', 'swagger-page.js'],
    policy: policy("style-src 'self'; img-src 'self' data:; form-action 'self'"),
  },
  '/redoc': {
    title: 'One HCM: reference',
    styles: ['page.css'],
    scripts: ['redoc.standalone.js', 'redoc-page.js'],
    // Its styles are made while it runs, and its search runs in a worker made of its own text.
    policy: policy("style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src blob:"),
  },
} as const

/** `/openapi.json`, `/docs` and `/redoc`, all from this process: they work without the internet. */
export function serveDocumentation(app: Express): void {
  let description: string | undefined
  app.get('/openapi.json', (_request, response) => {
    description ??= JSON.stringify(buildOpenApi(routes))
    cached(response, 300).type('application/json').send(description)
  })
  for (const [path, page] of Object.entries(pages))
    app.get(path, (_request, response) => {
      response.setHeader('Content-Security-Policy', page.policy)
      cached(response, 300).type('html').send(htmlOf(page))
    })
  app.get('/docs/assets/:name', (request, response, next) => {
    const folder = Object.hasOwn(assets, request.params.name) ? assets[request.params.name] : undefined
    if (folder === undefined) return next()
    cached(response, 86_400).sendFile(request.params.name, { root: folder, cacheControl: false })
  })
}

const cached = (response: Response, seconds: number): Response =>
  response.setHeader('Cache-Control', `public, max-age=${seconds}`)

const htmlOf = ({ title, styles, scripts }: (typeof pages)[keyof typeof pages]): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="icon" href="/docs/assets/favicon-32x32.png">
    ${styles.map((name) => `<link rel="stylesheet" href="/docs/assets/${name}">`).join('\n    ')}
  </head>
  <body>
    <div id="page"></div>
    ${scripts.map((name) => `<script src="/docs/assets/${name}"></script>`).join('\n    ')}
  </body>
</html>
`
