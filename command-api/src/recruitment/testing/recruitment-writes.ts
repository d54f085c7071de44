import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { startEventStore } from '@one-hcm/embedded/event-store/event-store'
import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import { type CommandExecutor, createCommandExecutor } from '@one-hcm/platform/commands/executor'
import type { IdempotencyStore } from '@one-hcm/platform/commands/idempotency-store'
import { createCodec } from '@one-hcm/platform/event-store/codec'
import { createEventLog, type EventLog } from '@one-hcm/platform/event-store/event-log'
import { commandSide } from '@one-hcm/platform/http/command-side'
import type { Endpoint } from '@one-hcm/platform/http/exchange'
import type { SealedRows } from '@one-hcm/platform/privacy/sealed-rows'
import { createMemoryKeyRing } from '@one-hcm/platform/testing/memory-key-ring'
import { createMemorySealedRows } from '@one-hcm/platform/testing/memory-sealed-rows'
import { startTestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { recruitmentEndpoints } from '../recruitment.routes.ts'

export type Person = { id: string; role: Role }
export const person = (role: Role): Person => ({ id: randomUUID(), role })

export type Answer = { status: number; headers: Headers; body: Readonly<Record<string, unknown>> }

/** The recruitment writes behind the real edge, on a log of the test's own. */
export type RecruitmentWrites = {
  log: EventLog
  executor: CommandExecutor
  /** The recruiter of everything that `publish` makes. */
  recruiter: Person
  /** What the document store holds, by document id. */
  files: Map<string, Buffer>
  call(method: string, path: string, as: Person | undefined, body?: unknown, headers?: object): Promise<Answer>
  /** An open offer with the sample job's questions, changed as wanted. */
  publish(changes?: object): Promise<string>
  /** An account that waited for approval, and got it unless told otherwise. */
  candidate(status?: 'interne' | 'externe', approved?: boolean): Promise<Person>
  /** A complete submission of the sample documents, changed as wanted. */
  apply(as: Person, jobOfferId: string, changes?: object, headers?: object): Promise<Answer>
  eventsOf(stream: string): Promise<string[]>
  stop(): Promise<void>
}

/** `around` puts something between the routes and the executor; `further` are routes of other contexts. */
export async function startRecruitmentWrites(
  around: (executor: CommandExecutor) => CommandExecutor = (executor) => executor,
  further: (dependencies: { executor: CommandExecutor; log: EventLog }) => Endpoint[] = () => [],
  drafts: SealedRows = createMemorySealedRows(),
): Promise<RecruitmentWrites> {
  const store = await startEventStore({ inMemory: true })
  const log = createEventLog(store.connectionString, createCodec(createMemoryKeyRing(), eventDefinition))
  const executor = around(createCommandExecutor(log))
  const files = new Map<string, Buffer>()
  const settings = { documentMaxBytes: 10 * 1024 * 1024 }
  const endpoints = recruitmentEndpoints({ executor, documents: documentsIn(files), drafts, settings })
  const api = await startTestApi([...endpoints, ...further({ executor, log })], {
    side: commandSide({
      idempotency: memoryIdempotency(),
      fingerprintSecret: Buffer.alloc(32),
      readModels: { waitFor: () => Promise.resolve(true), current: () => 0n, behindMs: () => 0 },
      floors: { raise: () => Promise.resolve(), of: () => Promise.resolve(0n) },
      now: () => new Date().toISOString(),
    }),
  })
  const recruiter = person('recruiter')

  const call: RecruitmentWrites['call'] = async (method, path, as, body, headers = {}) => {
    const token = as && testTokens.issue({ userId: as.id, role: as.role, sessionId: randomUUID() })
    const authorization = token ? { Authorization: `Bearer ${token}` } : {}
    const isForm = body instanceof FormData
    const response = await api.call(path, {
      method,
      headers: { ...(isForm ? {} : { 'Content-Type': 'application/json' }), ...authorization, ...headers },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: response.status === 204 ? {} : ((await response.json()) as Answer['body']),
    }
  }

  return {
    log,
    executor,
    recruiter,
    files,
    call,
    publish: async (changes = {}) =>
      String((await call('POST', '/api/v1/jobs', recruiter, { ...offerBody, ...changes })).body.id),
    candidate: async (status = 'externe', approved = true) => {
      const one = person('candidate')
      const events = [registered(one.id, status), ...(approved ? [accessApproved(one.id, recruiter.id)] : [])]
      await log.append(
        `user-${one.id}`,
        'no-stream',
        events.map((event) => ({ id: randomUUID(), event })),
        {
          actor: one,
          correlation_id: 'correlation',
          causation_id: 'causation',
          request_id: 'request',
          occurred_at: new Date().toISOString(),
          schema_version: 1,
          command_id: randomUUID(),
        },
      )
      return one
    },
    apply: (as, job_offer_id, changes = {}, headers = {}) =>
      call(
        'POST',
        '/api/v1/applications',
        as,
        { job_offer_id, documents: threeDocuments, mtp_answers: answers, ...changes },
        headers,
      ),
    eventsOf: async (stream) => (await log.readStream(stream)).map(({ type }) => type),
    stop: async () => {
      await api.stop()
      await log.dispose()
      await store.stop()
    },
  }
}

/** A command of somebody's, past the edge. */
export const commandOf = (actor: Person): CommandContext => ({
  actor,
  commandId: randomUUID(),
  fingerprint: undefined,
  ifMatch: undefined,
  correlationId: 'correlation',
  causationId: 'causation',
  requestId: 'request',
  now: new Date().toISOString(),
})

const samples = join(import.meta.dirname, '../../../../samples')
/** A sample file in base64. */
export const sample = (path: string): string => readFileSync(join(samples, path)).toString('base64')

export const threeDocuments = [
  { document_type: 'cv', file_name: 'cv.pdf', file_data: sample('cv/cv01-ingenieur-reseau-fr.pdf') },
  { document_type: 'cover_letter', file_name: 'lettre.pdf', file_data: sample('cover-letters/cl04-comptable-fr.pdf') },
  { document_type: 'diploma', file_name: 'diplôme.pdf', file_data: sample('diplomas/dip01-ingenieur-fr.pdf') },
]
const job = JSON.parse(readFileSync(join(samples, 'jobs/j1-ingenieur-reseau-electrique.json'), 'utf8')) as {
  title: string
  description: string
  questions_mtp: { questions_metier: string[]; questions_talent: string[]; questions_paradigme: string[] }
}
/** An offer as the original API asks for it. */
export const offerBody = {
  title: job.title,
  description: job.description,
  location: ['Libreville', 'Ntoum'],
  contract_type: 'CDI',
  questions_mtp: job.questions_mtp,
}
export const answers = {
  metier: job.questions_mtp.questions_metier.map(() => 'Réponse'),
  talent: job.questions_mtp.questions_talent.map(() => 'Réponse'),
  paradigme: job.questions_mtp.questions_paradigme.map(() => 'Réponse'),
}

const documentsIn = (files: Map<string, Buffer>): DocumentStore => ({
  ensureReady: () => Promise.resolve(),
  keyFor: ({ documentId }) => Promise.resolve(`${documentId}.stored`),
  put: ({ documentId, bytes }) => {
    files.set(documentId, bytes)
    return Promise.resolve({ storage_key: `${documentId}.stored` })
  },
  get: ({ documentId }) => Promise.resolve(files.get(documentId)),
})

function memoryIdempotency(): IdempotencyStore {
  const known = new Map<string, { fingerprint: string; since: string }>()
  return {
    reserve: (id, fingerprint, now) => {
      const claim = known.get(id) ?? { fingerprint, since: now }
      known.set(id, claim)
      return Promise.resolve(claim.fingerprint === fingerprint ? { since: claim.since } : 'other-request')
    },
    complete: () => Promise.resolve(),
    purge: () => Promise.resolve(),
  }
}

const registered = (user_id: string, candidate_status: 'interne' | 'externe') => ({
  type: 'CandidateRegistered',
  data: {
    user_id,
    email: 'awa@example.com',
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: null,
    date_of_birth: null,
    adresse: null,
    poste_actuel: null,
    matricule: null,
    sexe: null,
    candidate_status,
    no_seeg_email: true,
    annees_experience: null,
    statut: 'en_attente',
    consent_at: null,
  },
})
const accessApproved = (user_id: string, reviewed_by: string) => ({
  type: 'AccessApproved',
  data: { user_id, request_id: user_id, reviewed_by },
})
