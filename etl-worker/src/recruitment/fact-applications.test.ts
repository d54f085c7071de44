import { describe, expect, test } from '@jest/globals'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { factApplications } from '@one-hcm/contracts/recruitment/lake/fact-applications.table'
import { evaluationSamples } from '../testing/evaluation-samples.ts'
import { historyOf } from '../testing/history.ts'
import { applicationId, applicationSamples, candidateId, detailsOf, document, offerId } from '../testing/samples.ts'
import { documentsOf } from './application-documents.ts'
import { applicationRow } from './fact-applications.ts'

const { ApplicationSubmitted, ApplicationStatusChanged } = applicationSamples
const stream = `application-${applicationId}`
const rowOf = (...events: (ApplicationEvent | EvaluationEvent)[]) => applicationRow(historyOf(stream, events))

const at = '2026-01-15T10:00:00.000Z'
const folder = `documents/ingestion_date=2026-01-15/${applicationId}`
const submitted = {
  application_id: applicationId,
  candidate_id: candidateId,
  job_offer_id: offerId,
  status: 'pending',
  has_been_manager: true,
  ref_entreprise: 'Gabon Énergie',
  ref_fullname: 'Jean Obame',
  ref_mail: 'jean@example.com',
  ref_contact: '+24107000000',
  reference_contacts: 'Jean Obame',
  availability_start: '2026-03-01',
  created_at: at,
  updated_at: at,
  mtp_answers: { reponses_metier: ['PEHD', 'Fuite'], reponses_talent: ['Écoute'], reponses_paradigme: [] },
  reponses_metier: ['PEHD', 'Fuite'],
  reponses_talent: ['Écoute'],
  reponses_paradigme: [],
  reponses_metier_count: 2,
  reponses_talent_count: 1,
  reponses_paradigme_count: 0,
  total_reponses_count: 3,
  documents_count: 3,
  total_documents_size_bytes: 60,
  documents: [
    { document_type: 'cv', file_name: 'Awa Ndong.pdf', file_size_bytes: 10, ready_for_ocr: true, uploaded_at: at },
    {
      document_type: 'cover_letter',
      file_name: 'Lettre – été.pdf',
      file_size_bytes: 20,
      ready_for_ocr: true,
      uploaded_at: at,
    },
    { document_type: 'diplome', file_name: 'diplome.pdf', file_size_bytes: 30, ready_for_ocr: true, uploaded_at: at },
  ],
  document_blob_paths: [
    { document_type: 'cv', blob_path: `${folder}/cv_Awa Ndong.pdf`, file_name: 'Awa Ndong.pdf', size_bytes: 10 },
    {
      document_type: 'cover_letter',
      blob_path: `${folder}/cover_letter_Lettre – été.pdf`,
      file_name: 'Lettre – été.pdf',
      size_bytes: 20,
    },
    { document_type: 'diplome', blob_path: `${folder}/diplome_diplome.pdf`, file_name: 'diplome.pdf', size_bytes: 30 },
  ],
  application_year: '2026',
  application_month: '2026-01',
  application_date: '2026-01-15',
  status_fr: 'candidature',
  event_version: 0,
  exported_at: at,
  protocol1_status: null,
  protocol1_documentary_score: null,
  protocol1_mtp_score: null,
  protocol1_interview_score: null,
  protocol1_overall_score: null,
  protocol1_passed: null,
  protocol2_status: null,
  protocol2_overall_score: null,
  protocol2_passed: null,
  synthesis_global_score: null,
  interview_date: null,
  simulation_date: null,
  deleted_at: null,
}

describe('fact_applications', () => {
  test('a candidate applies', () => {
    expect(rowOf(ApplicationSubmitted)).toEqual(submitted)
  })

  test('the fields are those of the table, in its order', () => {
    expect(Object.keys(rowOf(ApplicationSubmitted)!)).toEqual(Object.keys(factApplications.columns))
  })

  test('without answers the row has empty ones', () => {
    const row = rowOf({ ...ApplicationSubmitted, data: { ...ApplicationSubmitted.data, mtp_answers: null } })
    expect(row).toEqual({
      ...submitted,
      mtp_answers: {},
      reponses_metier: [],
      reponses_talent: [],
      reponses_metier_count: 0,
      reponses_talent_count: 0,
      total_reponses_count: 0,
    })
    expect(factApplications.schema.parse(row)).toEqual(row)
  })

  test('the status changes; told twice, only version and times move on', () => {
    const changed = { ...submitted, status: 'interview_scheduled', status_fr: 'entretien_programme' }
    const [eleven, twelve] = ['2026-01-15T11:00:00.000Z', '2026-01-15T12:00:00.000Z']
    expect(rowOf(ApplicationSubmitted, ApplicationStatusChanged)).toEqual({
      ...changed,
      updated_at: eleven,
      event_version: 1,
      exported_at: eleven,
    })
    expect(rowOf(ApplicationSubmitted, ApplicationStatusChanged, ApplicationStatusChanged)).toEqual({
      ...changed,
      updated_at: twelve,
      event_version: 2,
      exported_at: twelve,
    })
  })

  test('what is amended is told, twice the same', () => {
    const { ApplicationAmended } = applicationSamples
    const once = { ...submitted, availability_start: '2026-04-01', ref_fullname: 'Marie Obame' }
    for (const [index, row] of [
      rowOf(ApplicationSubmitted, ApplicationAmended),
      rowOf(ApplicationSubmitted, ApplicationAmended, ApplicationAmended),
    ].entries())
      expect(row).toEqual({
        ...once,
        event_version: index + 1,
        updated_at: row!.exported_at,
        exported_at: row!.exported_at,
      })
  })

  test('what is withdrawn says so', () => {
    const row = rowOf(ApplicationSubmitted, applicationSamples.ApplicationWithdrawn)
    expect(row).toMatchObject({ status: 'withdrawn', status_fr: 'refuse', event_version: 1 })
  })

  test('what is deleted keeps what it said last, and when it went', () => {
    const row = rowOf(ApplicationSubmitted, applicationSamples.ApplicationDeleted)!
    expect(row).toEqual({ ...submitted, event_version: 1, exported_at: row.exported_at, deleted_at: row.exported_at })
  })

  test('says when candidates are expected, until that is called off', () => {
    const { ApplicationInterviewDateSet, ApplicationInterviewDateCleared, SimulationScheduled, SimulationCancelled } =
      applicationSamples
    const expected = { interview_date: '2026-03-16T08:00:00.000Z', simulation_date: '2026-04-02T09:00:00.000Z' }
    expect(rowOf(ApplicationSubmitted, ApplicationInterviewDateSet, SimulationScheduled)).toMatchObject(expected)
    expect(
      rowOf(
        ApplicationSubmitted,
        ApplicationInterviewDateSet,
        ApplicationInterviewDateCleared,
        SimulationScheduled,
        SimulationCancelled,
      ),
    ).toMatchObject({ interview_date: null, simulation_date: null })
  })

  test('no row before the submission', () => {
    expect(rowOf(ApplicationStatusChanged)).toBeUndefined()
  })

  test('an erased candidate leaves a fact without personal values and without files', () => {
    const history = historyOf(stream, [ApplicationSubmitted, ApplicationStatusChanged], { erased: candidateId })
    const row = applicationRow(history)!
    expect(factApplications.schema.parse(row)).toEqual(row)
    expect(documentsOf(history)).toEqual([])
    for (const [name, { classification }] of Object.entries(factApplications.columns)) {
      const value = row[name as keyof typeof row]
      if (classification === 'personal') expect([name, value ?? {}]).toEqual([name, Array.isArray(value) ? [] : {}])
    }
    expect(JSON.stringify(row)).not.toMatch(/pdf|Awa|Obame|Écoute/)
    expect(row).toMatchObject({ status: 'interview_scheduled', documents_count: 3, total_documents_size_bytes: 60 })
  })
})

const { EvaluationStarted, EvaluationScored, EvaluationCompleted, EvaluationRejected } = evaluationSamples
const { DocumentsVerified, EvaluationAdherenceSet, EvaluationSummarised, EvaluationInterviewDated } = evaluationSamples
const { EvaluationReopened, EvaluationReset, ScorecardSubmitted } = evaluationSamples
const scored = (evaluator_id: string, section: 'mtp' | 'interview', section_score: number, overall_score: number) => ({
  ...EvaluationScored,
  data: {
    ...EvaluationScored.data,
    evaluator_id,
    card_id: evaluator_id,
    section,
    criteria: {},
    section_score,
    overall_score,
  },
})

describe('the evaluation by protocol 1', () => {
  const opened = { protocol1_status: 'pending', protocol1_overall_score: null, event_version: 0 }
  const begun = {
    protocol1_status: 'in_progress',
    protocol1_documentary_score: 13.5,
    protocol1_mtp_score: null,
    protocol1_interview_score: null,
    protocol1_overall_score: 2.7,
    protocol1_passed: null,
  }

  test.each([
    ['is opened', [EvaluationStarted], opened],
    ['is scored in one section', [EvaluationStarted, EvaluationScored], begun],
    ['has its documents verified', [EvaluationStarted, EvaluationScored, DocumentsVerified], begun],
    ['gets its adherence', [EvaluationStarted, EvaluationScored, EvaluationAdherenceSet], begun],
    ['is summed up', [EvaluationStarted, EvaluationScored, EvaluationSummarised], begun],
    ['gets a date of its interview', [EvaluationStarted, EvaluationScored, EvaluationInterviewDated], begun],
    [
      'is completed',
      [EvaluationStarted, EvaluationScored, EvaluationCompleted],
      { ...begun, protocol1_status: 'completed', protocol1_overall_score: 13.4, protocol1_passed: true },
    ],
    [
      'is rejected',
      [EvaluationStarted, EvaluationScored, EvaluationRejected],
      { ...begun, protocol1_status: 'rejected' },
    ],
    [
      'is taken up again',
      [EvaluationStarted, EvaluationScored, EvaluationCompleted, EvaluationReopened],
      { ...begun, protocol1_overall_score: 13.4 },
    ],
    [
      'is reset',
      [EvaluationStarted, EvaluationScored, EvaluationCompleted, EvaluationReset],
      { ...opened, protocol1_documentary_score: null, protocol1_passed: null },
    ],
    [
      'is handed in without a panel, which changes nothing',
      [EvaluationStarted, EvaluationScored, ScorecardSubmitted],
      begun,
    ],
  ] as [string, EvaluationEvent[], object][])('%s, told once or twice', (_, events, expected) => {
    const row = rowOf(ApplicationSubmitted, ...events)
    expect(factApplications.schema.parse(row)).toEqual(row)
    expect(row).toMatchObject(expected)
    expect(row).toMatchObject({ status: 'pending', updated_at: at, event_version: 0 })
    expect(rowOf(ApplicationSubmitted, ...events, events.at(-1)!)).toMatchObject(expected)
  })

  test('of several evaluators shows the mean of each section', () => {
    const events = [
      scored('first', 'mtp', 10, 4),
      scored('second', 'mtp', 15, 5),
      scored('first', 'interview', 12, 9.8),
    ]
    expect(rowOf(ApplicationSubmitted, EvaluationStarted, ...events)).toMatchObject({
      protocol1_documentary_score: null,
      protocol1_mtp_score: 12.5,
      protocol1_interview_score: 12,
      protocol1_overall_score: 9.8,
    })
  })

  test('moves the export on, but not the version of the application', () => {
    const row = rowOf(ApplicationSubmitted, EvaluationStarted, ApplicationStatusChanged, EvaluationScored)
    expect(row).toMatchObject({ event_version: 1, exported_at: '2026-01-15T13:00:00.000Z' })
  })

  test('alone makes no fact', () => {
    expect(rowOf(EvaluationStarted)).toBeUndefined()
  })

  test('of an erased candidate keeps its totals', () => {
    const events = [ApplicationSubmitted, EvaluationStarted, EvaluationScored, EvaluationSummarised]
    const row = applicationRow(historyOf(stream, events, { erased: candidateId }))
    expect(row).toMatchObject(begun)
    expect(JSON.stringify(row)).not.toMatch(/Awa/)
  })
})

describe('protocol 2, the panel and the synthesis', () => {
  const { EvaluationStepCompleted, EvaluationSimulationDated } = evaluationSamples
  const second = <E extends EvaluationEvent>(event: E): E => ({ ...event, data: { ...event.data, protocol: 2 } })
  const opened2 = second(EvaluationStarted)
  const scored2 = second({
    ...EvaluationScored,
    data: { ...EvaluationScored.data, section: 'qcm' as const, criteria: { qcm_role_score: 16 }, overall_score: 8 },
  })
  test.each([
    ['is begun', [opened2], { protocol2_status: 'pending', protocol2_overall_score: null }],
    ['is scored', [opened2, scored2], { protocol2_status: 'in_progress', protocol2_overall_score: 8 }],
    ['takes its steps', [opened2, EvaluationStepCompleted, EvaluationSimulationDated], { protocol2_status: 'pending' }],
    [
      'is completed',
      [opened2, scored2, second(EvaluationCompleted)],
      { protocol2_status: 'completed', protocol2_overall_score: 13.4, protocol2_passed: true },
    ],
  ] as [string, EvaluationEvent[], object][])('protocol 2 %s, told once or twice', (_, events, expected) => {
    const row = rowOf(ApplicationSubmitted, EvaluationStarted, ...events)
    expect(factApplications.schema.parse(row)).toEqual(row)
    expect(row).toMatchObject({ ...expected, protocol1_status: 'pending', event_version: 0 })
    expect(rowOf(ApplicationSubmitted, EvaluationStarted, ...events, events.at(-1)!)).toMatchObject(expected)
  })

  test('a panel at work gives no score away, one that has concluded does', () => {
    const byPanel = { ...EvaluationScored, data: { ...EvaluationScored.data, panel_size: 2 } }
    const working = [ApplicationSubmitted, EvaluationStarted, byPanel, ScorecardSubmitted]
    const sealed = { protocol1_status: 'in_progress', protocol1_overall_score: null, protocol1_documentary_score: null }
    expect(rowOf(...working)).toMatchObject(sealed)
    expect(rowOf(...working, EvaluationCompleted)).toMatchObject({
      protocol1_overall_score: 13.4,
      protocol1_documentary_score: 13.5,
    })
  })

  test('the synthesis brings the global score, told once or twice', () => {
    const { SynthesisRecorded } = applicationSamples
    const once = rowOf(ApplicationSubmitted, SynthesisRecorded)
    expect(factApplications.schema.parse(once)).toEqual(once)
    expect(once).toMatchObject({ synthesis_global_score: 14.36 })
    expect(JSON.stringify(once)).not.toMatch(/taken on/)
    expect(rowOf(ApplicationSubmitted, SynthesisRecorded, SynthesisRecorded)).toMatchObject({
      synthesis_global_score: 14.36,
    })
  })
})

describe('documents of an application', () => {
  test('carry the day of their upload, also for a reader of a later day', () => {
    const days = [at, '2026-01-20T08:00:00.000Z']
    const history = historyOf(stream, [ApplicationSubmitted, ApplicationStatusChanged], { at: days })
    expect(documentsOf(history).map(({ day, path, version }) => ({ day, path, version }))).toEqual(
      submitted.document_blob_paths.map(({ blob_path }) => ({ day: '2026-01-15', path: blob_path, version: 0 })),
    )
  })

  test('that come later lie under their own day; what is removed leaves the row and keeps its file', () => {
    const { ApplicationDocumentUploaded, ApplicationDocumentRemoved } = applicationSamples
    const days = [at, '2026-01-20T08:00:00.000Z', '2026-01-21T08:00:00.000Z']
    const told = (...events: ApplicationEvent[]) => historyOf(stream, events, { at: days })
    const added = told(ApplicationSubmitted, ApplicationDocumentUploaded)
    const later = `documents/ingestion_date=2026-01-20/${applicationId}/certificats_Permis de Awa.pdf`
    expect(documentsOf(added).at(-1)).toMatchObject({ day: '2026-01-20', path: later, version: 1 })
    expect(applicationRow(added)).toMatchObject({ documents_count: 4, total_documents_size_bytes: 100 })
    expect(applicationRow(added)!.document_blob_paths.map(({ blob_path }) => blob_path)).toEqual([
      ...submitted.document_blob_paths.map(({ blob_path }) => blob_path),
      later,
    ])
    const removed = told(ApplicationSubmitted, ApplicationDocumentUploaded, ApplicationDocumentRemoved)
    expect(documentsOf(removed).map(({ path }) => path)).toContain(later)
    expect(applicationRow(removed)).toMatchObject({
      documents_count: 3,
      documents: submitted.documents,
      document_blob_paths: submitted.document_blob_paths,
    })
  })

  test('of the same type and name are told apart by their id, the first keeping its name', () => {
    const documents = [document(4, 'autres', 1), document(5, 'autres', 2), document(6, 'autres', 3)]
    const data = { ...ApplicationSubmitted.data, documents, document_details: detailsOf(documents) }
    expect(documentsOf(historyOf(stream, [{ ...ApplicationSubmitted, data }])).map(({ path }) => path)).toEqual([
      `${folder}/autres_annexe.pdf`,
      `${folder}/autres_f0000000-0000-5000-8000-000000000005_annexe.pdf`,
      `${folder}/autres_f0000000-0000-5000-8000-000000000006_annexe.pdf`,
    ])
  })
})
