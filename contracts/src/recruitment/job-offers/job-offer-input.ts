import { z } from 'zod'
import { audiences } from './job-offer.events.ts'
import { canonicalOfferStatus } from './job-offer-status.ts'
import { canonicalQuestions, questionsInput } from './mtp-questions.ts'

const contractTypes = ['CDI', 'CDD', 'Stage', 'Alternance', 'Freelance', "CDI avec période d'essai"] as const

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((value) => (value === undefined ? undefined : value || null))
/** An empty list means none, as before (recruitment §2.5). */
const lines = z
  .array(z.string().trim().max(1000))
  .max(100)
  .nullish()
  .transform((list) => {
    if (list === undefined) return undefined
    const kept = list?.filter((line) => line !== '') ?? []
    return kept.length === 0 ? null : kept
  })
const francs = z.number().int().min(0).max(1_000_000_000).nullish()

/** The last moment of a day where the offers are read: Gabon is an hour ahead of UTC all year (Africa/Libreville). */
const endOfDay = (day: string): string => new Date(`${day}T23:59:59.999+01:00`).toISOString()
/** A day that is no more than a day: clients show the part before the `T`. */
const startOfDay = (day: string): string => `${day}T00:00:00.000Z`

/** A moment as ISO-8601 in UTC. Without a zone it is UTC; a day alone is what `ofDay` makes of it. */
const moment = (ofDay: (day: string) => string) =>
  z.iso
    .datetime({ offset: true, local: true })
    .or(z.iso.date())
    .nullish()
    .transform((value) => {
      if (value === undefined || value === null) return value
      if (value.length === 10) return ofDay(value)
      return new Date(/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`).toISOString()
    })

const contractType = z.preprocess((value) => {
  if (typeof value !== 'string') return value
  const word = value.trim().replaceAll('’', "'")
  return contractTypes.find((known) => known.toLowerCase() === word.toLowerCase()) ?? word
}, z.enum(contractTypes).nullish())

/**
 * What a client may say about an offer, under any name it uses, with the upper limits of recruitment §2.5. Lower ones
 * (what may not be missing) are judged when the offer is opened: a draft needs only a title. A field that is not named
 * stays as it is.
 */
export const jobOfferInput = z.preprocess(
  canonicalInput,
  z.object({
    title: z.string().trim().min(1).max(200).optional(),
    description: text(20_000),
    location: text(100),
    contract_type: contractType,
    department: text(100),
    salary_min: francs,
    salary_max: francs,
    salary_note: text(500),
    requirements: lines,
    benefits: lines,
    responsibilities: lines,
    offer_status: z.enum(audiences).optional(),
    application_deadline: moment(endOfDay),
    start_date: moment(startOfDay),
    reporting_line: text(200),
    profile: text(5000),
    categorie_metier: text(200),
    job_grade: text(100),
    questions_mtp: questionsInput,
    panel_size: z
      .number()
      .int()
      .min(2)
      .max(9)
      .nullish()
      .meta({ description: 'Evaluators of each application, who score unseen by one another; null for one evaluator' }),
    status: z.preprocess(
      (value) => (typeof value === 'string' ? (canonicalOfferStatus(value) ?? value) : value),
      z.enum(['draft', 'active', 'closed', 'archived']).optional(),
    ),
  }),
)
export type JobOfferInput = z.output<typeof jobOfferInput>

/** Renames what older and newer clients send; a field given under both names keeps the canonical one. */
function canonicalInput(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const input = { ...(value as Record<string, unknown>) }
  if (Array.isArray(input.location)) input.location = input.location.map(String).join(', ')
  input.application_deadline = firstGiven(input.application_deadline, input.date_limite)
  input.offer_status ??= audienceOf(input)
  input.questions_mtp = canonicalQuestions(input)
  input.panel_size = panelSizeOf(input)
  for (const optional of ['title', 'status']) if (input[optional] === null) delete input[optional]
  return input
}

/** A panel without a number is the smallest one; one evaluator is none. */
function panelSizeOf({ panel, panel_size: size }: Record<string, unknown>): unknown {
  if (size !== undefined) return size === 0 || size === 1 ? null : size
  if (typeof panel === 'boolean') return panel ? SMALLEST_PANEL : null
  return undefined
}

const SMALLEST_PANEL = 2

/** Of two names for one thing: the first that has a value, else null where one of them says so. */
const firstGiven = (...values: readonly unknown[]): unknown =>
  values.find((value) => value !== undefined && value !== null) ?? values.find((value) => value === null)

function audienceOf(input: Record<string, unknown>): unknown {
  const newer = 'status_offerts' in input ? input.status_offerts : input.status_offers
  if (newer !== undefined) return newer ?? 'externe'
  if (typeof input.is_internal_only === 'boolean') return input.is_internal_only ? 'interne' : 'tous'
  return undefined
}
