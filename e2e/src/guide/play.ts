import { setTimeout as delay } from 'node:timers/promises'
import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'
import { type Answer, type CallOptions, type Client, summaryOf } from '../testing/client.ts'
import type { Chapter, Example, Json } from './example.ts'
import { type Sources, sampleBytes } from './sources.ts'
import { filled, filledIn, type Values, valueAt } from './values.ts'

/** An example and what came of it. */
export type Played = {
  readonly example: Example
  readonly route: RouteDefinition
  readonly path: string
  answer: Answer
}

export type PlayedChapter = { readonly chapter: Chapter; readonly played: readonly Played[] }

/** What a run of the guide gave: all answers, the values kept on the way, and what was not as the examples say. */
export type Run = { chapters: readonly PlayedChapter[]; values: Values; wrong: readonly string[] }

/**
 * Plays the chapters in their order, each example once. An answer that is not as its example says is told in `wrong`, and
 * the rest is played all the same, as far as it does not need what that answer would have given.
 */
export async function playGuide(
  client: Client,
  routes: readonly RouteDefinition[],
  chapters: readonly Chapter[],
  sources: Sources,
): Promise<Run> {
  const values = new Map(sources.values)
  const wrong: string[] = []
  const done: PlayedChapter[] = []
  for (const chapter of chapters) {
    const played: Played[] = []
    for (const example of chapter.examples) {
      try {
        const route = routes.find(({ name }) => name === example.route)
        if (!route) throw new Error('there is no such route')
        for (const name of sources.needed(example)) values.set(name, await sources.fetch(name))
        const path = pathOf(route, example)
        const answer = await ask(client, route, filled(path, values), example, values)
        wrong.push(...complaints(example, answer, values).map((complaint) => `${labelOf(example)}: ${complaint}`))
        for (const [name, place] of Object.entries(example.keeps ?? {})) {
          const kept = place.startsWith('header:') ? answer.headers.get(place.slice(7)) : valueAt(answer.body, place)
          if (kept !== undefined && kept !== null) values.set(name, String(kept))
        }
        played.push({ example, route, path, answer })
      } catch (error) {
        wrong.push(`${labelOf(example)}: ${(error as Error).message}`)
      }
    }
    done.push({ chapter, played })
  }
  return { chapters: done, values, wrong }
}

/** Milliseconds until what follows by itself must have happened. */
const PATIENCE_MS = 15_000

async function ask(client: Client, route: RouteDefinition, path: string, example: Example, values: Values) {
  const options = optionsOf(example, values)
  for (const until = performance.now() + PATIENCE_MS; ; await delay(50)) {
    const answer = await client.call(route.method.toUpperCase() as 'GET', path, options)
    const isRight = complaints(example, answer, values).length === 0
    if (!example.patient || isRight || performance.now() > until) return answer
  }
}

const labelOf = ({ route, title }: Example): string => `${route} (${title})`

/** The address as the guide shows it: parameters and query with their names still in them. */
function pathOf({ path }: RouteDefinition, example: Example): string {
  const place = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = example.path?.[name]
    if (value === undefined) throw new Error(`the path needs a value for ${name}`)
    return value
  })
  const query = Object.entries(example.query ?? {}).map(([name, value]) => `${name}=${value}`)
  return query.length > 0 ? `${place}?${query.join('&')}` : place
}

function optionsOf(example: Example, values: Values): CallOptions {
  const { as, json, form, parts, headers } = example
  const token = as === undefined ? undefined : filled(`{${as}.token}`, values)
  const sent = Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name, filled(value, values)] as const),
  )
  return {
    token,
    headers: sent,
    ...(json === undefined ? {} : { json: filledIn(json, values) }),
    ...(form ? { raw: { type: 'application/x-www-form-urlencoded', bytes: urlEncoded(form, values) } } : {}),
    ...(parts ? { raw: multipart(parts, values) } : {}),
  }
}

const urlEncoded = (form: NonNullable<Example['form']>, values: Values): string =>
  new URLSearchParams(
    Object.entries(form).map(([name, value]): [string, string] => [name, filled(value, values)]),
  ).toString()

const BOUNDARY = 'one-hcm-guide'

function multipart({ fields, files = [] }: NonNullable<Example['parts']>, values: Values): CallOptions['raw'] {
  const chunks = [
    ...fields.map(([name, value]) =>
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${filled(value, values)}\r\n`,
      ),
    ),
    ...files.flatMap(({ field, fileName, sample }) => [
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${fileName}"\r\n` +
          'Content-Type: application/pdf\r\n\r\n',
      ),
      sampleBytes(sample),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, bytes: new Uint8Array(Buffer.concat(chunks)) }
}

/** In what an answer is not as its example says. */
export function complaints(example: Example, answer: Answer, values: Values): string[] {
  if (answer.status !== example.status) return [`expected ${example.status}, got ${summaryOf(answer)}`]
  const said = [valueAt(answer.body, 'message'), valueAt(answer.body, 'detail')].filter((text) => text !== undefined)
  return [
    ...(example.holds ?? []).flatMap((place) => {
      const value = valueAt(answer.body, place)
      return value === undefined || value === null ? [`holds nothing at ${place}: ${summaryOf(answer)}`] : []
    }),
    ...Object.entries(example.equals ?? {}).flatMap(([place, expected]) => {
      const wanted = JSON.stringify(filledIn(expected as Json, values))
      const value = JSON.stringify(valueAt(answer.body, place))
      return value === wanted ? [] : [`holds ${value} instead of ${wanted} at ${place}`]
    }),
    ...(example.says ?? []).flatMap((fragment) =>
      said.some((text) => String(text).includes(fragment)) ? [] : [`does not say “${fragment}”: ${summaryOf(answer)}`],
    ),
    ...(example.answers ?? []).flatMap((header) =>
      answer.headers.get(header) === null ? [`has no header ${header}`] : [],
    ),
  ]
}
