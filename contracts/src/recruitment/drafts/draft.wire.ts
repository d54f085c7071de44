import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'

/** Bytes that a draft may have: what is put down, as JSON in UTF-8 (recruitment §2.8). */
export const DRAFT_MAX_BYTES = 256 * 1024

/** Place of the drafts: who reads and who writes them are different services on one table. */
export const DRAFTS_TABLE = 'hcm.application_drafts'

const part = z.record(z.string(), z.unknown()).nullable()

/** What a candidate has put down of an application that they have not submitted. */
export const draftContent = z.object({
  form_data: part.optional().transform((value) => value ?? null),
  ui_state: part
    .optional()
    .transform((value) => value ?? null)
    .meta({
      description: 'Where the form was left: `currentStep`, `activeTab`, `completedSections`, `lastActiveField`',
    }),
})
export type DraftContent = z.output<typeof draftContent>

export const draftWire = z
  .object({
    user_id: z.uuid(),
    job_offer_id: z.uuid(),
    form_data: part,
    ui_state: part,
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'ApplicationDraft' })
export type DraftWire = z.infer<typeof draftWire>

/** A draft that there is not is answered as null, not as 404: clients ask before they know. */
export const draftOrNone = z.object({ success: z.literal(true), data: draftWire.nullable() })
export const savedDraft = envelope(draftWire)

/** The size of a draft in bytes, for its cap. */
export const draftBytes = ({ form_data, ui_state }: DraftContent): number =>
  Buffer.byteLength(JSON.stringify({ form_data, ui_state }))

export const draftToWire = (
  key: { user_id: string; job_offer_id: string },
  { form_data, ui_state }: DraftContent,
  times: { createdAt: string; updatedAt: string },
): DraftWire => ({ ...key, form_data, ui_state, created_at: times.createdAt, updated_at: times.updatedAt })
