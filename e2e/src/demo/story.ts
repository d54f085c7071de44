import { at, textAt } from '../testing/client.ts'
import type { Person } from '../testing/people.ts'
import { submission } from '../testing/recruitment.ts'
import { jobDescriptions, offerFrom, sampleDocument } from '../testing/samples.ts'
import {
  approveWithoutCompanyEmail,
  enterAdmin,
  enterColleague,
  rejectWithoutCompanyEmail,
  type Setting,
  signUpExternal,
  signUpInternal,
} from './entrances.ts'
import { interview } from './interview.ts'

const OFFERS = 'dimensions/dim_job_offers'
const APPLICATIONS = 'facts/fact_applications'

/** The whole story of a recruitment, from an empty system to a scored application and its history. */
export async function playStory(setting: Setting): Promise<void> {
  const { stage } = setting
  const admin = await enterAdmin(setting)
  stage.reader = admin
  const recruiter = await enterColleague(setting, admin, 'recruiter', {
    fr: 'L’administratrice ouvre un compte de recruteur',
    en: 'The admin opens an account for a recruiter',
  })
  stage.reader = await enterColleague(setting, admin, 'auditor', {
    fr: 'Elle ouvre un compte d’auditeur, qui lit tout et ne change rien',
    en: 'And one for an auditor, who reads everything and changes nothing',
  })
  const candidate = await signUpExternal(setting, recruiter)
  await signUpInternal(setting, recruiter)
  await approveWithoutCompanyEmail(setting, recruiter)

  const offer = await publishOffer(setting, recruiter)
  const application = await applyForOffer(setting, candidate, recruiter, offer)
  await decide(setting, recruiter, application)
  await interview(setting, candidate, recruiter, application)
  await score(setting, recruiter, application)
  await readBack(setting, candidate, recruiter, application)
  await rejectWithoutCompanyEmail(setting, recruiter)
  await audit(setting, application)
}

type Published = { id: string; title: string; questions: ReturnType<typeof offerFrom>['questions_mtp'] }

async function publishOffer({ stage }: Setting, recruiter: Person): Promise<Published> {
  const [job] = jobDescriptions()
  const body = offerFrom(job!, { status: 'draft' })
  stage.terminal.heading({
    fr: `Le recruteur rédige une offre : ${body.title}`,
    en: `The recruiter drafts an offer: ${body.title}`,
  })
  const draft = await stage.call('POST', '/api/v1/jobs', {
    token: recruiter.token,
    json: body,
    expect: [201],
    show: (given) => ({ id: at(given, 'id'), status: at(given, 'status') }),
  })
  const id = textAt(draft, 'id')
  await stage.showEvents(draft)
  await stage.showRow(recruiter, `/api/v1/jobs/${id}`, (row) => ({ status: at(row, 'status') }))
  await stage.call('GET', `/api/v1/public/jobs/${id}`, {
    expect: [404],
    show: (given) => ({ code: at(given, 'code') }),
  })

  stage.terminal.heading({ fr: 'Il la publie', en: 'And publishes it' })
  const published = await stage.call('PUT', `/api/v1/jobs/${id}`, {
    token: recruiter.token,
    json: { status: 'active' },
    show: (given) => ({ status: at(given, 'status'), published_at: at(given, 'published_at') }),
  })
  await stage.showEvents(published)
  await stage.call('GET', `/api/v1/public/jobs/${id}`, { show: (given) => ({ title: at(given, 'title') }) })
  await stage.showLake(OFFERS, id, (row) => row.title === body.title)
  return { id, title: body.title, questions: body.questions_mtp }
}

async function applyForOffer(
  { stage }: Setting,
  candidate: Person,
  recruiter: Person,
  offer: Published,
): Promise<string> {
  stage.terminal.heading({
    fr: 'La candidate postule avec CV, lettre et diplôme en PDF',
    en: 'The candidate applies with her CV, letter and diploma as PDF',
  })
  const documents = [
    sampleDocument('cv', 'cv/cv01-ingenieur-reseau-fr.pdf'),
    sampleDocument('cover_letter', 'cover-letters/cl02-qualite-eau-fr.pdf'),
    sampleDocument('diplome', 'diplomas/dip01-ingenieur-fr.pdf'),
  ]
  const answer = await stage.call('POST', '/api/v1/applications', {
    token: candidate.token,
    json: submission(offer, documents),
    expect: [201],
    show: (given) => ({ id: at(given, 'data', 'id'), message: at(given, 'message') }),
  })
  const id = textAt(answer, 'data', 'id')
  await stage.showEvents(answer)
  await stage.showRow(recruiter, `/api/v1/applications/${id}`, (row) => ({ status: at(row, 'data', 'status') }))
  await stage.showLake(APPLICATIONS, id, (row) => row.documents_count === documents.length)
  for (const path of (await stage.lake?.paths(id)) ?? []) stage.terminal.line({ fr: 'PDF', en: 'PDF' }, path)

  stage.terminal.heading({ fr: 'Une seconde fois ? Refusé', en: 'A second time? Refused' })
  await stage.call('POST', '/api/v1/applications', {
    token: candidate.token,
    json: submission(offer, documents),
    expect: [400],
    show: (given) => ({ code: at(given, 'code'), detail: at(given, 'detail') }),
  })
  return id
}

async function decide({ stage }: Setting, recruiter: Person, application: string): Promise<void> {
  stage.terminal.heading({
    fr: 'Le recruteur retient la candidature, avec une note',
    en: 'The recruiter shortlists the application, with a note',
  })
  const answer = await stage.call('PUT', `/api/v1/applications/${application}/status`, {
    token: recruiter.token,
    json: { status: 'shortlisted', notes: 'Profil solide, à recevoir en entretien.' },
    show: (given) => ({ status: at(given, 'data', 'status'), status_fr: at(given, 'data', 'status_fr') }),
  })
  await stage.showEvents(answer)
  await stage.showRow(recruiter, `/api/v1/applications/${application}`, (row) => ({
    status: at(row, 'data', 'status'),
  }))
  await stage.showLake(APPLICATIONS, application, (row) => row.status === 'shortlisted')
}

const sections = [
  {
    heading: { fr: 'Il note le dossier', en: 'He scores the documents' },
    body: { cv_score: 15, diplomes_certificats_score: 16, lettre_motivation_score: 14, cv_comments: 'CV clair.' },
  },
  {
    heading: { fr: 'Il note les réponses MTP', en: 'He scores the MTP answers' },
    body: { metier_score: 14, talent_score: 12, paradigme_score: 13 },
  },
  {
    heading: { fr: 'Il note l’entretien : l’évaluation est complète', en: 'He scores the interview: all is scored' },
    body: { interview_metier_score: 15, interview_talent_score: 14, interview_paradigme_score: 16 },
  },
] as const

async function score({ stage }: Setting, recruiter: Person, application: string): Promise<void> {
  const evaluations = `/api/v1/evaluations/protocol1/application/${application}`
  for (const { heading, body } of sections) {
    stage.terminal.heading(heading)
    const opened = await stage.call('GET', evaluations, { token: recruiter.token, quiet: true })
    const answer = await stage.call('PUT', `/api/v1/evaluations/protocol1/${textAt(opened, 0, 'id')}`, {
      token: recruiter.token,
      json: body,
      show: (given) => ({ status: at(given, 'status'), overall_score: at(given, 'overall_score') }),
    })
    await stage.showEvents(answer)
    const overall = at(answer, 'overall_score')
    await stage.showRow(recruiter, evaluations, (row) => ({
      status: at(row, 0, 'status'),
      overall_score: at(row, 0, 'overall_score'),
    }))
    await stage.showLake(APPLICATIONS, application, (row) => row.protocol1_overall_score === overall)
  }
}

async function readBack({ stage }: Setting, candidate: Person, recruiter: Person, application: string): Promise<void> {
  stage.terminal.heading({
    fr: 'La candidate suit sa candidature ; le recruteur télécharge le CV',
    en: 'The candidate follows her application; the recruiter downloads the CV',
  })
  await stage.call('GET', '/api/v1/applications', {
    token: candidate.token,
    show: (given) => ({ total: at(given, 'total'), status_fr: at(given, 'data', 0, 'status_fr') }),
  })
  const detail = await stage.call('GET', `/api/v1/applications/${application}`, {
    token: recruiter.token,
    show: (given) => ({
      status: at(given, 'data', 'status'),
      documents: (at(given, 'data', 'documents') as unknown[]).length,
    }),
  })
  await stage.call('GET', `/api/v1/applications/${application}/history`, {
    token: recruiter.token,
    show: (given) =>
      (at(given, 'data') as { new_status: string; notes: string | null }[]).map(({ new_status, notes }) => [
        new_status,
        notes,
      ]),
  })
  const documents = at(detail, 'data', 'documents') as { id: string; document_type: string }[]
  const cv = documents.find(({ document_type }) => document_type === 'cv')
  const download = await stage.call('GET', `/api/v1/applications/${application}/documents/${cv?.id}/download`, {
    token: recruiter.token,
    show: (given) => ({ type: given.headers.get('Content-Type'), bytes: given.bytes.length }),
  })
  await stage.showEvents(download)
}

async function audit({ stage }: Setting, application: string): Promise<void> {
  stage.terminal.heading({
    fr: 'L’auditeur lit l’histoire complète, et la candidature telle qu’elle était au début',
    en: 'The auditor reads the whole history, and the application as it was at first',
  })
  const { reader } = stage
  const history = await stage.call('GET', `/api/v1/audit/streams/application-${application}`, {
    token: reader?.token,
    show: (given) =>
      (at(given, 'data') as { revision: number; type: string }[]).map(({ revision, type }) => `${revision} ${type}`),
  })
  await stage.call('GET', `/api/v1/applications/${application}?as_of=0`, {
    token: reader?.token,
    show: (given) => ({ status: at(given, 'data', 'status') }),
  })
  await stage.showEvents(history)
}
