import { categoryOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { type ApplicationRow, foldApplication } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { DocumentType } from '@one-hcm/contracts/recruitment/applications/application-document'
import type { Dated } from '../dated-history.ts'
import { documentPaths } from './lake-paths.ts'

/** The application behind an application's history, which also holds the events of its evaluations. */
export const foldApplicationHistory = (history: readonly Dated[]): ApplicationRow | undefined =>
  history.reduce(foldDated, undefined)

/** An application that was deleted keeps what it said last, as offers do: `deleted_at` tells that it is gone. */
const foldDated = (row: ApplicationRow | undefined, { event }: Dated): ApplicationRow | undefined =>
  categoryOfStream(event.stream) === 'application' && event.type !== 'ApplicationDeleted'
    ? foldApplication(row, event as Recorded<ApplicationEvent>)
    : row

/** A PDF of an application and where it lies in the lake. */
export type LakeDocument = {
  document_id: string
  document_type: DocumentType
  file_name: string
  /** Bytes. */
  file_size: number
  storage_key: string
  application_id: string
  candidate_id: string
  /** UTC day on which it was uploaded: its partition. */
  day: string
  path: string
  /** Version of the event that uploaded it. */
  version: number
}

/**
 * The documents that a history has brought to the lake, in the order of their upload. None for an erased person: their
 * names and contents are gone.
 */
export function documentsOf(history: readonly Dated[]): LakeDocument[] {
  const seen = new Set<string>()
  let application: ApplicationRow | undefined
  const uploads = history.flatMap((dated) => {
    application = foldDated(application, dated)
    const { day, version } = dated
    const current = application
    const added = (current?.documents ?? []).filter(({ id }) => !seen.has(id))
    for (const { id } of added) seen.add(id)
    return added.flatMap(({ file_name, ...document }) =>
      file_name === null || !current ? [] : [{ ...document, file_name, application: current, day, version }],
    )
  })
  return [...Map.groupBy(uploads, ({ day }) => day)].flatMap(([day, ofDay]) => {
    const paths = documentPaths(day, ofDay[0]!.application.id, ofDay)
    return ofDay.map(({ id, document_type, file_name, file_size, storage_key, application, version }, index) => ({
      document_id: id,
      document_type,
      file_name,
      file_size,
      storage_key,
      application_id: application.id,
      candidate_id: application.candidate_id,
      day,
      path: paths[index]!,
      version,
    }))
  })
}
