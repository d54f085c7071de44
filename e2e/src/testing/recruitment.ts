import { type Answer, type CallOptions, type Client, expectStatus, textAt } from './client.ts'
import type { Person } from './people.ts'
import {
  answersTo,
  jobDescriptions,
  offerFrom,
  type Questions,
  type SubmittedDocument,
  smallDocuments,
} from './samples.ts'

export type Offer = { id: string; title: string; questions: Questions }

/** An offer written and published in one go. */
export async function publishOffer(
  client: Client,
  recruiter: Person,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Offer> {
  const [job] = jobDescriptions()
  const body = offerFrom(job!, { status: 'active', ...changes })
  const answer = expectStatus(await client.post('/api/v1/jobs', { token: recruiter.token, json: body }), 201)
  return { id: textAt(answer, 'id'), title: body.title, questions: body.questions_mtp }
}

export const submission = (
  offer: Offer,
  documents: readonly SubmittedDocument[],
  changes: Readonly<Record<string, unknown>> = {},
) => ({
  job_offer_id: offer.id,
  mtp_answers: answersTo(offer.questions),
  documents,
  ...changes,
})

/** Applies with small documents unless others are given. */
export const apply = (
  client: Client,
  candidate: Person,
  offer: Offer,
  options: Omit<CallOptions, 'json'> & { body?: Readonly<Record<string, unknown>> } = {},
): Promise<Answer> => {
  const { body, ...call } = options
  const json = submission(offer, smallDocuments(candidate.id), body)
  return client.post('/api/v1/applications', { token: candidate.token, json, ...call })
}

/** Applies and returns the application's id. */
export async function applied(client: Client, candidate: Person, offer: Offer): Promise<string> {
  return textAt(expectStatus(await apply(client, candidate, offer), 201), 'data', 'id')
}

export const changeStatus = (
  client: Client,
  recruiter: Person,
  applicationId: string,
  status: string,
  options: CallOptions & { notes?: string } = {},
): Promise<Answer> => {
  const { notes, ...call } = options
  return client.put(`/api/v1/applications/${applicationId}/status`, {
    token: recruiter.token,
    json: { status, notes },
    ...call,
  })
}

/** An event as auditors see it. */
export type AuditEvent = {
  position: string
  event_id: string
  stream: string
  revision: number
  type: string
  occurred_at: string
  actor: { id: string; role: string }
  correlation_id: string
  causation_id: string
  request_id: string
  command_id: string
  data: Record<string, unknown>
}

/** The whole log as auditors get it; reading it leaves a record of its own, at the end. */
export async function exportLog(client: Client, auditor: Person): Promise<AuditEvent[]> {
  const answer = expectStatus(
    await client.get('/api/v1/audit/export', { token: auditor.token, timeoutMs: 60_000 }),
    200,
  )
  return answer.bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AuditEvent)
}

/** Streams in which it is recorded that somebody read, logged in or out: not what calls are meant to leave unchanged. */
export const isAccessRecord = ({ type }: AuditEvent): boolean =>
  /^(HistoryRead|DocumentDownloaded|DossierExported|Session)/.test(type)
