import { z } from 'zod'

/**
 * A reference field as existing clients send it (recruitment §2.6): empty or an empty list means none, a list in JSON
 * becomes its entries joined by commas, text that only looks like a list stays as it is.
 */
export function normaliseReference(value: string | null | undefined): string | null {
  if (value === null || value === undefined || value.trim() === '') return null
  if (!value.startsWith('[')) return value
  try {
    const list: unknown = JSON.parse(value)
    if (!Array.isArray(list)) return value
    const entries = list.map((entry) => String(entry).trim()).filter((entry) => entry !== '')
    return entries.length === 0 ? null : entries.join(', ')
  } catch {
    return value
  }
}

const text = (max: number) =>
  z
    .string()
    .max(max)
    .nullish()
    .transform((value) => normaliseReference(value))

/** The reference fields of a submission, under their own names or those of the newer client. */
export const referenceFields = {
  reference_contacts: text(2000),
  ref_entreprise: text(255),
  ref_fullname: text(255),
  ref_mail: text(255),
  ref_contact: text(50),
}

const amendable = (max: number) =>
  z
    .string()
    .max(max)
    .nullable()
    .transform((value) => normaliseReference(value))
    .optional()

/** The same fields where they are amended: one that is not named stays undefined. */
export const amendableReferenceFields = {
  reference_contacts: amendable(2000),
  ref_entreprise: amendable(255),
  ref_fullname: amendable(255),
  ref_mail: amendable(255),
  ref_contact: amendable(50),
}

const newerNames = {
  reference_company: 'ref_entreprise',
  reference_full_name: 'ref_fullname',
  reference_email: 'ref_mail',
  reference_contact: 'ref_contact',
} as const

/** Renames the newer client's reference fields; a field given under both names keeps the canonical one. */
export function withCanonicalReferences(input: Record<string, unknown>): Record<string, unknown> {
  const output = { ...input }
  for (const [newer, canonical] of Object.entries(newerNames)) output[canonical] ??= output[newer]
  return output
}
