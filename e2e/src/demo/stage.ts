import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Answer, at, type CallOptions, type Client, consistencyOf, summaryOf } from '../testing/client.ts'
import type { Person } from '../testing/people.ts'
import type { Tap } from '../testing/rabbit.ts'
import type { AuditEvent } from '../testing/recruitment.ts'
import { waitFor } from '../testing/wait.ts'
import { DemoError } from './demo-error.ts'
import type { LakeFile, LakeReader } from './lake.ts'
import type { Text } from './language.ts'
import { brief, type Terminal } from './terminal.ts'

/** What the steps of the story act on and are seen through. */
export type Stage = {
  readonly terminal: Terminal
  readonly lake: LakeReader | undefined
  /** Whoever may read history; set as soon as there is somebody. */
  reader: Person | undefined
  /** Calls the API; a rate limit is waited out, anything but the expected status ends the story with a sentence. */
  call(method: 'GET' | 'POST' | 'PUT', path: string, options?: StepOptions): Promise<Answer>
  /** Prints the events that a call led to, and the message that each became. */
  showEvents(answer: Answer): Promise<AuditEvent[]>
  showRow(person: Person, path: string, pick: (answer: Answer) => unknown): Promise<Answer>
  showLake(folder: string, id: string, isThere: (row: Record<string, unknown>) => boolean): Promise<void>
}

type StepOptions = CallOptions & { expect?: readonly number[]; quiet?: boolean; show?: (answer: Answer) => unknown }

const labels = {
  request: { fr: 'requête', en: 'request' },
  answer: { fr: 'réponse', en: 'answer' },
  event: { fr: 'événement', en: 'event' },
  row: { fr: 'ligne', en: 'row' },
  message: { fr: 'message', en: 'message' },
  blob: { fr: 'fichier', en: 'blob' },
} as const satisfies Record<string, Text>

/** A limit by the minute is worth waiting for; one by the hour is not. */
const WAIT_MAX_S = 90

export function createStage(options: {
  terminal: Terminal
  client: Client
  tap: Tap | undefined
  lake: LakeReader | undefined
}): Stage {
  const { terminal, client, tap, lake } = options
  const say = (text: Text) => text[terminal.language]

  const patiently = async (make: () => Promise<Answer>): Promise<Answer> => {
    for (;;) {
      const answer = await make()
      if (answer.status !== 429) return answer
      const seconds = Number(answer.headers.get('Retry-After') ?? WAIT_MAX_S + 1)
      if (seconds > WAIT_MAX_S) {
        throw new DemoError(
          say({
            fr: `La limite horaire de ces appels est atteinte (encore ${Math.ceil(seconds / 60)} min). Elle se coupe avec RATE_LIMIT_ENABLED=false.`,
            en: `The hourly limit of these calls is reached (${Math.ceil(seconds / 60)} min to go). RATE_LIMIT_ENABLED=false switches limits off.`,
          }),
        )
      }
      terminal.line(
        undefined,
        say({
          fr: `429 : limite par minute atteinte, on attend ${seconds} s …`,
          en: `429: the limit per minute is reached, waiting ${seconds} s …`,
        }),
      )
      await delay((seconds + 1) * 1_000)
    }
  }

  const call: Stage['call'] = async (method, path, given = {}) => {
    const { expect = [200, 201], quiet = false, show, ...call } = given
    const requestId = `demo-${randomUUID()}`
    if (!quiet) terminal.line(labels.request, `${method} ${path} ${call.json === undefined ? '' : brief(call.json)}`)
    const answer = await patiently(() =>
      client.call(method, path, { ...call, headers: { 'X-Request-ID': requestId, ...call.headers } }),
    )
    if (!expect.includes(answer.status)) {
      throw new DemoError(
        answer.status === 0
          ? say({ fr: 'Le système ne répond pas.', en: 'The system does not answer.' })
          : say({ fr: `Réponse inattendue : ${summaryOf(answer)}`, en: `Unexpected answer: ${summaryOf(answer)}` }),
      )
    }
    if (!quiet) {
      const content = show ? brief(show(answer)) : ''
      terminal.line(labels.answer, `${answer.status}  ${content}  (${Math.round(answer.durationMs)} ms)`)
    }
    return answer
  }

  const showMessage = async (event: AuditEvent) => {
    if (!tap) {
      terminal.line(
        labels.message,
        say({
          fr: 'sans RabbitMQ : les consommateurs suivent le journal eux-mêmes',
          en: 'no RabbitMQ: consumers follow the log themselves',
        }),
      )
      return
    }
    const message = await waitFor(`the message of ${event.type}`, () =>
      tap.messages.find(({ properties }) => properties.messageId === event.event_id),
    )
    const { data } = JSON.parse(message.content.toString()) as { data: Record<string, unknown> }
    const sealed = say({ fr: 'données personnelles scellées', en: 'personal fields sealed' })
    terminal.line(
      labels.message,
      `${message.fields.routingKey}  ${message.content.length} B${'sealed' in data ? `  (${sealed})` : ''}`,
    )
  }

  const stage: Stage = {
    terminal,
    lake,
    reader: undefined,
    call,
    showEvents: async (answer) => {
      if (!stage.reader) return []
      const correlation = answer.headers.get('X-Request-ID') ?? ''
      const path = `/api/v1/audit/events?correlation_id=${encodeURIComponent(correlation)}`
      // Without a token (a read that left a record) the index may be a moment behind.
      const events = await waitFor('the events of the step', async () => {
        const found = await call('GET', path, {
          token: stage.reader?.token,
          consistency: consistencyOf(answer),
          quiet: true,
        })
        const page = at(found, 'data') as AuditEvent[]
        return page.length > 0 && page.toReversed()
      })
      for (const event of events) {
        terminal.line(
          labels.event,
          `${event.type}  ${event.stream}@${event.revision}  position ${event.position}  by ${event.actor.role}`,
        )
        await showMessage(event)
      }
      return events
    },
    showRow: async (person, path, pick) => {
      const answer = await call('GET', path, { token: person.token, quiet: true })
      terminal.line(labels.row, `GET ${path}  ${brief(pick(answer))}`)
      return answer
    },
    showLake: async (folder, id, isThere) => {
      if (!lake) {
        terminal.line(
          labels.blob,
          say({
            fr: 'le lac n’est pas lisible d’ici (AZURE_STORAGE_CONNECTION_STRING)',
            en: 'the lake cannot be read from here (AZURE_STORAGE_CONNECTION_STRING)',
          }),
        )
        return
      }
      const file: LakeFile = await lake.row(folder, id, isThere)
      terminal.line(labels.blob, `${file.path}  ${file.size} B`)
    },
  }
  return stage
}
