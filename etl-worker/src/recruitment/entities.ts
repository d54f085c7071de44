import { categoryOfStream, idOfStream } from '@one-hcm/contracts/kernel/event'
import { dimCandidates } from '@one-hcm/contracts/recruitment/lake/dim-candidates.table'
import { dimJobOffers } from '@one-hcm/contracts/recruitment/lake/dim-job-offers.table'
import { factApplications } from '@one-hcm/contracts/recruitment/lake/fact-applications.table'
import type { LakeTable } from '@one-hcm/contracts/recruitment/lake/lake-table'
import type { Dated } from '../dated-history.ts'
import { documentsOf, type LakeDocument } from './application-documents.ts'
import { candidateRow } from './dim-candidates.ts'
import { jobOfferRow } from './dim-job-offers.ts'
import { applicationRow } from './fact-applications.ts'

/** What becomes one row of a table: which streams tell its story, and how the story is read. */
export type EntityKind = {
  readonly table: LakeTable
  /** Stream categories; the first one's first event brings the entity into being. */
  readonly categories: readonly [string, ...string[]]
  row(history: readonly Dated[]): object | undefined
  documents(history: readonly Dated[]): LakeDocument[]
}

export const entityKinds: readonly EntityKind[] = [
  { table: dimCandidates, categories: ['user'], row: candidateRow, documents: () => [] },
  { table: dimJobOffers, categories: ['jobOffer'], row: jobOfferRow, documents: () => [] },
  {
    table: factApplications,
    categories: ['application', 'protocol1', 'protocol2'],
    row: applicationRow,
    documents: documentsOf,
  },
]

export type Entity = { readonly kind: EntityKind; readonly id: string }

/** The entity that a stream tells of; undefined for streams the lake does not show. */
export function entityOf(stream: string): Entity | undefined {
  const category = categoryOfStream(stream)
  const kind = entityKinds.find(({ categories }) => categories.includes(category))
  return kind && { kind, id: idOfStream(stream) }
}

export const streamsOf = ({ kind, id }: Entity): string[] => kind.categories.map((category) => `${category}-${id}`)

/** Whether an entity begins with the first event of this stream: each entity has exactly one such stream. */
export const isMainStream = (stream: string): boolean =>
  entityKinds.some(({ categories }) => categories[0] === categoryOfStream(stream))
