import { z } from 'zod'
import { isStrongPassword, PASSWORD_MAX, PASSWORD_MIN, passwordRule } from './password-rule.ts'

/** Characters that PostgreSQL's JSON or a later reader cannot keep: controls (but line breaks and tabs), half characters. */
const UNSTORABLE = /[^\P{Cc}\n\r\t]|\p{Cs}/u

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''
const isStorable = (text: string): boolean => !UNSTORABLE.test(text)

/** Text for people, trimmed, between `min` and `max` characters. */
export const text = (min: number, max: number) =>
  z.string().trim().min(min).max(max).refine(isStorable, 'Caractères non permis')

/** The same, where an empty or absent value means none. */
export const optionalText = (max: number) =>
  z.preprocess((value) => (isBlank(value) ? null : value), text(1, max).nullable()).default(null)

/** Checked by syntax only, kept in lower case: addresses are unique without regard to case (recruitment §2.1). */
export const emailInput = z.string().trim().toLowerCase().max(254).pipe(z.email())

export const passwordInput = z
  .string()
  .min(PASSWORD_MIN)
  .max(PASSWORD_MAX)
  .refine(isStorable, 'Caractères non permis')
  .refine(isStrongPassword, passwordRule)

const absent = (value: unknown): boolean => value === undefined || value === null || isBlank(value)

/** `YYYY-MM-DD`; clients also send the date as a timestamp. */
export const birthDateInput = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? value.slice(0, 10) : value),
  z.iso.date(),
)
export const optionalBirthDateInput = z
  .preprocess((value) => (absent(value) ? null : value), birthDateInput.nullable())
  .default(null)

const MATRICULE_MAX = 2_147_483_647

/** A staff number; 0 or nothing means none (recruitment-clients: the newer interface sends 0 for externals). */
export const matriculeInput = z
  .preprocess((value) => {
    if (absent(value) || value === 0 || value === '0') return null
    return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  }, z.number().int().min(1).max(MATRICULE_MAX).nullable())
  .default(null)

export const candidateStatusInput = z
  .preprocess((value) => (absent(value) ? null : value), z.enum(['interne', 'externe']).nullable())
  .default(null)

export const sexeInput = z.enum(['M', 'F'])
export const optionalSexeInput = z
  .preprocess((value) => (absent(value) ? null : value), sexeInput.nullable())
  .default(null)

export const experienceInput = z
  .preprocess((value) => (absent(value) ? null : value), z.number().int().min(0).max(50).nullable())
  .default(null)
