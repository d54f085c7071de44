import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type {
  ApplicationDocumentRow,
  ApplicationRow,
} from '@one-hcm/contracts/recruitment/applications/application.row'
import type { DossierLanguage } from '@one-hcm/contracts/recruitment/applications/export-dossier.route'
import type { JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import { type DossierWords, dossierWords } from './dossier-words.ts'

/** A part of a dossier's text. */
export type Block =
  | { kind: 'field'; label: string; value: string }
  | { kind: 'question'; question: string; answer: string }
  | { kind: 'caption'; text: string }
  | { kind: 'entry'; when: string; what: string; note: string | null }

export type Section = { heading: string; blocks: Block[] }

/** A document as the dossier lists it; where its pages are, or why they are missing, is known when it is printed. */
export type DossierDocument = { id: string; label: string; detail: string }

/** An application as it is printed: texts alone, in one language, and only what its reader may see. */
export type Dossier = {
  language: DossierLanguage
  title: string
  subtitle: string
  printedAt: string
  sections: Section[]
  documents: DossierDocument[]
  history: Section
}

export type DossierParts = { doc: ApplicationRow; candidate: UserRow | null; offer: JobOfferRow | null }

/** Dates and times are those of the company's seat (recruitment §8: the server's clock). */
const ZONE = 'Africa/Libreville'

/**
 * What a dossier says. A candidate's own holds neither notes nor scores (recruitment §1.2); `now` is when it is printed,
 * ISO-8601.
 */
export function dossierOf(
  { doc, candidate, offer }: DossierParts,
  { language, reader, now }: { language: DossierLanguage; reader: 'candidate' | 'staff'; now: string },
): Dossier {
  const words = dossierWords[language]
  const name = fullName(candidate) ?? words.none
  const sections: Section[] = [
    { heading: words.sections.application, blocks: applicationFields(doc, words) },
    { heading: words.sections.candidate, blocks: candidateFields(candidate, words) },
    { heading: words.sections.offer, blocks: offerFields(offer, words) },
    { heading: words.sections.reference, blocks: referenceFields(doc, words) },
    { heading: words.sections.answers, blocks: answers(doc, offer, words) },
    ...(reader === 'staff' ? [{ heading: words.sections.synthesis, blocks: synthesisFields(doc, words) }] : []),
  ]
  return {
    language,
    title: name,
    subtitle: offer ? `${words.dossier} · ${offer.title}` : words.dossier,
    printedAt: `${words.printed} ${moment(now, words)}`,
    sections: sections.filter(({ blocks }) => blocks.length > 0),
    documents: doc.documents.map((document) => documentLine(document, words)),
    history: { heading: words.sections.history, blocks: history(doc, reader, words) },
  }
}

const fullName = (candidate: UserRow | null): string | null =>
  [candidate?.first_name, candidate?.last_name].filter(Boolean).join(' ') || null

/** Fields that have something to say, in their order. */
const fields = (...entries: readonly (readonly [label: string, value: string | null | undefined])[]): Block[] =>
  entries.flatMap(([label, value]) => (value ? [{ kind: 'field' as const, label, value }] : []))

function applicationFields(doc: ApplicationRow, words: DossierWords): Block[] {
  const { fields: names } = words
  const simulation = [
    doc.simulation_date && day(doc.simulation_date, words),
    doc.simulation_time,
    doc.simulation_location,
  ]
  return fields(
    [names.status, words.status[doc.status]],
    [names.submitted, moment(doc.created_at, words)],
    [names.availability, doc.availability_start && day(doc.availability_start, words)],
    [names.manager, doc.has_been_manager ? words.yes : words.no],
    [names.interview, doc.interview_date && moment(doc.interview_date, words)],
    [names.simulation, simulation.filter(Boolean).join(' · ')],
  )
}

function candidateFields(candidate: UserRow | null, words: DossierWords): Block[] {
  const { fields: names } = words
  const profile = candidate?.profile
  const years = profile?.years_experience ?? candidate?.annees_experience
  const birth = candidate?.date_of_birth ?? profile?.birth_date
  return fields(
    [names.name, fullName(candidate)],
    [names.email, candidate?.email],
    [names.phone, candidate?.phone],
    [names.birth, birth && day(birth, words)],
    [names.sexe, candidate?.sexe && words.sexe[candidate.sexe]],
    [names.address, profile?.address ?? candidate?.adresse],
    [names.candidateStatus, candidate?.candidate_status && words.kinds[candidate.candidate_status]],
    [names.position, profile?.current_position ?? candidate?.poste_actuel],
    [names.experience, years === null || years === undefined ? null : words.years(years)],
    [names.education, profile?.education],
    [names.skills, profile?.skills?.join(', ')],
    [names.links, [profile?.linkedin_url, profile?.portfolio_url].filter(Boolean).join('\n')],
  )
}

const offerFields = (offer: JobOfferRow | null, words: DossierWords): Block[] =>
  fields(
    [words.fields.title, offer?.title],
    [words.fields.location, offer?.location],
    [words.fields.contract, offer?.contract_type],
    [words.fields.department, offer?.department],
    [words.fields.deadline, offer?.application_deadline && moment(offer.application_deadline, words)],
  )

const referenceFields = (doc: ApplicationRow, words: DossierWords): Block[] =>
  fields(
    [words.fields.company, doc.ref_entreprise],
    [words.fields.person, doc.ref_fullname],
    [words.fields.email, doc.ref_mail],
    [words.fields.contact, doc.ref_contact],
    [words.fields.references, doc.reference_contacts],
  )

function answers(doc: ApplicationRow, offer: JobOfferRow | null, words: DossierWords): Block[] {
  const given = doc.mtp_answers
  if (!given) return []
  return (['metier', 'talent', 'paradigme'] as const).flatMap((axis): Block[] => {
    const asked = offer?.questions_mtp?.[`questions_${axis}`] ?? []
    const ofAxis = given[`reponses_${axis}`].map((answer, index): Block => {
      return { kind: 'question', question: asked[index] ?? `${index + 1}.`, answer }
    })
    return ofAxis.length > 0 ? [{ kind: 'caption', text: words.axes[axis] }, ...ofAxis] : []
  })
}

function synthesisFields(doc: ApplicationRow, words: DossierWords): Block[] {
  const { synthesis } = doc
  const score = (value: number | null | undefined) =>
    value === null || value === undefined ? null : `${new Intl.NumberFormat(words.locale).format(value)} / 20`
  return fields(
    [words.fields.strengths, synthesis?.points_forts],
    [words.fields.improvements, synthesis?.points_amelioration],
    [words.fields.conclusion, synthesis?.conclusion],
    [words.fields.protocol1, score(synthesis?.protocol1_score)],
    [words.fields.protocol2, score(synthesis?.protocol2_score)],
    [words.fields.globalScore, score(synthesis?.global_score)],
  )
}

const KILOBYTE = 1024

const documentLine = (document: ApplicationDocumentRow, words: DossierWords): DossierDocument => {
  const size = new Intl.NumberFormat(words.locale).format(Math.max(1, Math.round(document.file_size / KILOBYTE)))
  return {
    id: document.id,
    label: words.documents[document.document_type],
    detail: [document.file_name, words.size(size), moment(document.uploaded_at, words)].filter(Boolean).join(' · '),
  }
}

const history = (doc: ApplicationRow, reader: 'candidate' | 'staff', words: DossierWords): Block[] =>
  doc.history.map((entry) => ({
    kind: 'entry',
    when: moment(entry.changed_at, words),
    what: words.status[entry.new_status] + (entry.is_correction ? ` (${words.correction})` : ''),
    note: reader === 'staff' ? entry.notes : null,
  }))

const day = (text: string, words: DossierWords): string =>
  written(new Date(text.slice(0, 10)), { dateStyle: 'long', timeZone: 'UTC' }, words)

const moment = (text: string, words: DossierWords): string =>
  written(new Date(text), { dateStyle: 'long', timeStyle: 'short', timeZone: ZONE }, words)

/** In French the first of a month is an ordinal. */
const written = (date: Date, style: Intl.DateTimeFormatOptions, { locale }: DossierWords): string => {
  const text = new Intl.DateTimeFormat(locale, style).format(date)
  return locale.startsWith('fr') ? text.replace(/^1 /, '1er ') : text
}

const NAME_PART_MAX = 60

/** `Candidature_{Nom}_{Prenom}_{Titre}.pdf` (recruitment §4.5): letters and digits, whatever the names hold. */
export function dossierFileName({ candidate, offer }: Omit<DossierParts, 'doc'>): string {
  const parts = [candidate?.last_name, candidate?.first_name, offer?.title].map((part) =>
    (part ?? '')
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .slice(0, NAME_PART_MAX)
      .replace(/^-|-$/g, ''),
  )
  return `${['Candidature', ...parts.filter((part) => part !== '')].join('_')}.pdf`
}
