import { at } from '../testing/client.ts'
import type { Example } from './example.ts'
import { normalised, tidied } from './normalise.ts'
import type { Played, Run } from './play.ts'
import type { Values } from './values.ts'

const ABOUT = `Every route of the API with what is sent and what comes back. The answers were received: \`npm run guide\` plays the
examples of \`e2e/src/guide\` in this order against a fresh system and writes this page, and a test plays them again and
compares. \`{names}\` in braces stand for what an earlier answer gave or the caller knows; ids, times and tokens that change
from run to run are words in angle brackets; long texts and lists are cut (…).

Old clients send no headers but \`Authorization\` and \`Content-Type\`. New ones may add \`Idempotency-Key\`, \`If-Match\` and
\`Consistency-Token\` to any call. Who may call what is in [permissions.md](permissions.md), every refusal in
[errors.md](errors.md), every schema in [openapi.json](openapi.json).`

/** The guide as a page, the same for every run that gave the same answers. */
export function renderGuide({ chapters, values }: Run, now: Date): string {
  const index = [...new Set(chapters.flatMap(({ played }) => played.map(({ route }) => route)))]
    .map(({ name, method, path }) => `${method.toUpperCase()} ${path} · ${name}`)
    .toSorted((a, b) => (a.split(' ')[1]! < b.split(' ')[1]! ? -1 : 1))
  const parts = [
    '# API guide',
    ABOUT,
    ...chapters.flatMap(({ chapter, played }) => [
      `## ${chapter.title}`,
      chapter.about,
      ...played.flatMap((one) => [
        `### ${one.example.title}`,
        `\`${one.route.name}\`: ${one.route.summary}.`,
        fence('http', request(one)),
        fence('http', answer(one, values, now)),
      ]),
    ]),
    '## All routes',
    index.map((line) => `- ${line}`).join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``

function request({ example, route, path }: Played): string {
  const [type, body] = bodyOf(example)
  return [
    `${route.method.toUpperCase()} ${path}`,
    ...(example.as === undefined ? [] : [`Authorization: Bearer {${example.as}.token}`]),
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    ...Object.entries(example.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['', body]),
  ].join('\n')
}

function bodyOf({ json, form, parts }: Example): [type: string | undefined, body: string | undefined] {
  if (json !== undefined) return ['application/json', JSON.stringify(json, null, 2)]
  const line = ([name, value]: readonly [string, string]) => `${name}=${value}`
  if (form) return ['application/x-www-form-urlencoded', Object.entries(form).map(line).join('&')]
  if (!parts) return [undefined, undefined]
  const files = (parts.files ?? []).map(({ field, fileName }) => `${field}=@${fileName} (application/pdf)`)
  return ['multipart/form-data', [...parts.fields.map(line), ...files].join('\n')]
}

/** Headers that say something else in each run. */
const CHANGING: Readonly<Record<string, string>> = { 'Consistency-Token': '<position>' }

function answer({ example, answer: received }: Played, values: Values, now: Date): string {
  const headers = (example.answers ?? []).map((name) => {
    const value = CHANGING[name] ?? tidied(received.headers.get(name) ?? '', values, now)
    // Tags of lists follow from their content, ids included.
    if (name === 'ETag' && !/^"\d+"$/.test(value)) return 'ETag: "<tag>"'
    return `${name}: ${value.replaceAll(/cursor=[^&>]+/g, 'cursor=<cursor>')}`
  })
  const shown = shownBody(received, values, now)
  return [String(received.status), ...headers, ...(shown === undefined ? [] : ['', shown])].join('\n')
}

function shownBody(received: Played['answer'], values: Values, now: Date): string | undefined {
  const type = received.headers.get('Content-Type') ?? ''
  if (received.body === undefined) return undefined
  if (/ndjson/.test(type)) return '<one event a line, as above>'
  if (!/json/.test(type)) return `<${type.split(';')[0]}>`
  // A problem shows the request's path, ids included.
  const body = at(received, 'instance') === undefined ? received.body : { ...(received.body as object) }
  return normalised(body, values, now)
}
