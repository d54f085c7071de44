import { z } from 'zod'
import { defineEvent, type EventOf } from '../kernel/event.ts'

export const DocumentDownloaded = defineEvent({
  type: 'DocumentDownloaded',
  context: 'audit',
  category: 'documentAccess',
  summary: 'Somebody was given the content of a candidate’s document.',
  data: {
    application_id: z.string(),
    document_id: z.string(),
    candidate_id: z.string(),
    reader_id: z.string(),
    reader_role: z.string(),
  },
})

export const DossierExported = defineEvent({
  type: 'DossierExported',
  context: 'audit',
  category: 'documentAccess',
  summary: 'Somebody was given an application as a PDF, with the content of these documents.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    document_ids: z.array(z.string()),
    reader_id: z.string(),
    reader_role: z.string(),
  },
})

export const HistoryRead = defineEvent({
  type: 'HistoryRead',
  context: 'audit',
  category: 'historyAccess',
  summary: 'An auditor or administrator read recorded history: which part of it, and by which filter.',
  data: {
    reader_id: z.string(),
    reader_role: z.string(),
    operation: z.enum(['events', 'stream', 'export', 'as-of']),
    /** Ids, types and times only. */
    filter: z.record(z.string(), z.string()),
  },
})

export const accessEvents = [DocumentDownloaded, DossierExported, HistoryRead] as const
export type AccessEvent = EventOf<(typeof accessEvents)[number]>
