import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { repository } from './child.ts'

const samples = join(repository, 'samples')

/** A document as submissions carry it. */
export type SubmittedDocument = { document_type: string; file_name: string; file_data: string }

/** A real file of `samples/` as a document; `fileName` replaces its own name. */
export function sampleDocument(documentType: string, path: string, fileName = basename(path)): SubmittedDocument {
  return {
    document_type: documentType,
    file_name: fileName,
    file_data: readFileSync(join(samples, path)).toString('base64'),
  }
}

/** The three mandatory documents of one applicant, as real PDF files. */
export const threeDocuments = (): SubmittedDocument[] => [
  sampleDocument('cv', 'cv/cv01-ingenieur-reseau-fr.pdf'),
  sampleDocument('cover_letter', 'cover-letters/cl02-qualite-eau-fr.pdf'),
  sampleDocument('diplome', 'diplomas/dip01-ingenieur-fr.pdf'),
]

/** A PDF of a few hundred bytes, for load: what it shows does not matter there. */
export function smallPdf(text: string): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
  ]
  let pdf = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = pdf.length
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = pdf.length
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(pdf, 'latin1').toString('base64')
}

/** The three mandatory documents as small as they can be. */
export const smallDocuments = (text: string): SubmittedDocument[] =>
  ['cv', 'cover_letter', 'diplome'].map((type) => ({
    document_type: type,
    file_name: `${type}.pdf`,
    file_data: smallPdf(`${type} ${text}`),
  }))

/** Names of the files that an upload must refuse. */
export const badFiles = (): string[] => readdirSync(join(samples, 'bad')).toSorted()
export const badDocument = (name: string): SubmittedDocument => sampleDocument('cv', `bad/${name}`, 'cv.pdf')

export type Questions = { questions_metier: string[]; questions_talent: string[]; questions_paradigme: string[] }
export type JobDescription = {
  title: string
  description: string
  location: string
  contract_type: string
  department: string
  education: string
  required_skills: string[]
  questions_mtp: Questions
}

/** The job descriptions of `samples/jobs`. */
export const jobDescriptions = (): JobDescription[] =>
  readdirSync(join(samples, 'jobs'))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(samples, 'jobs', name), 'utf8')) as JobDescription)

/** The body of a job offer from such a description. */
export const offerFrom = (job: JobDescription, changes: Readonly<Record<string, unknown>> = {}) => ({
  title: job.title,
  description: job.description,
  location: job.location,
  contract_type: job.contract_type,
  department: job.department,
  requirements: [...job.required_skills, job.education],
  responsibilities: [`Tenir le poste « ${job.title} »`],
  offer_status: 'tous',
  application_deadline: new Date(Date.now() + 90 * 24 * 3_600_000).toISOString().slice(0, 10),
  questions_mtp: job.questions_mtp,
  ...changes,
})

/** One answer to each question. */
export const answersTo = (questions: Questions, text = 'Par l’expérience du terrain') => ({
  reponses_metier: questions.questions_metier.map((_, index) => `${text} (métier ${index + 1})`),
  reponses_talent: questions.questions_talent.map((_, index) => `${text} (talent ${index + 1})`),
  reponses_paradigme: questions.questions_paradigme.map((_, index) => `${text} (paradigme ${index + 1})`),
})
