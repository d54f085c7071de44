import type { Role } from '@one-hcm/contracts/kernel/route'
import type { InboxRow } from '@one-hcm/contracts/notifications/inbox/inbox.row'
import { type Audience, audiences } from '@one-hcm/contracts/notifications/inbox/notice'
import { type ReaderRow, toldAfter } from '@one-hcm/contracts/notifications/inbox/reader.row'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'

/** Whose notifications are read, and which of those for many are theirs. */
export type Reader = {
  id: string
  role: Role
  /** Audiences that they belong to, with the id from after which on they are told. */
  audiences: ReadonlyMap<Audience, number>
  /** A candidate whose status is unknown counts as external. */
  candidateStatus: 'interne' | 'externe'
  readUpToId: number
  readUpToAt: string | null
  jobOffers: boolean
  /** Of their inbox; -1 before its first event. */
  revision: number
}

type Found = {
  reader: ReaderRow | null
  inbox: InboxRow | null
  revision: number | null
  candidate_status: 'interne' | 'externe' | null
}

/** One statement, whatever the reader may see. */
export async function findReader(pool: pg.Pool, caller: { id: string; role: Role }): Promise<Reader> {
  const [found] = await prepared<Found>(
    pool,
    `select r.doc as reader, i.doc as inbox, i.revision, u.doc ->> 'candidate_status' as candidate_status
     from (select $1::uuid as id) me
     left join notification_readers r using (id)
     left join notification_inboxes i using (id)
     left join users u using (id)`,
    [caller.id],
  )
  const { reader, inbox, revision, candidate_status } = found!
  const told = audiences.flatMap((audience) => {
    const after = toldAfter(audience, reader, inbox)
    return after === null ? [] : [[audience, after] as const]
  })
  return {
    ...caller,
    audiences: new Map(told),
    candidateStatus: candidate_status ?? 'externe',
    readUpToId: inbox?.read_up_to_id ?? 0,
    readUpToAt: inbox?.read_up_to_at ?? null,
    jobOffers: (inbox?.job_offers_after_id ?? null) !== null,
    revision: revision ?? -1,
  }
}
