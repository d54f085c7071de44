/**
 * The grid of protocol 2 (recruitment §2.11): two written tests out of 20, or the newer interface's seven criteria in
 * three sections, out of 5 stars. Criteria and texts carry their wire names in events too, where all scores are out of 20.
 */
export const protocol2Sections = ['qcm', 'situation', 'performance', 'competence', 'global'] as const
export type Protocol2Section = (typeof protocol2Sections)[number]

/** The sections of the simulation, which the newer interface scores. */
export const simulationSections = ['situation', 'performance', 'competence'] as const
export type SimulationSection = (typeof simulationSections)[number]

export const protocol2Grid = {
  qcm: { score: undefined, criteria: ['qcm_role_score', 'qcm_codir_score'], texts: [] },
  situation: {
    score: 'mise_en_situation_score',
    criteria: ['jeu_de_role_score', 'jeu_codir_score'],
    texts: ['jeu_de_role_comments', 'jeu_codir_comments'],
  },
  performance: {
    score: 'validation_operationnelle_score',
    criteria: ['fiche_kpis_score', 'fiche_kris_score', 'fiche_kcis_score'],
    texts: ['fiche_kpis_comments', 'fiche_kris_comments', 'fiche_kcis_comments'],
  },
  competence: {
    score: 'analyse_competences_score',
    criteria: ['gap_competences_score', 'plan_formation_score'],
    texts: ['gap_competences_comments', 'plan_formation_comments'],
  },
  /** The one score of older clients, `exactitude` from 0 to 5 there and out of 20 here. */
  global: { score: undefined, criteria: ['global_score'], texts: ['details'] },
} as const

type Grid = typeof protocol2Grid
export type QcmField = Grid['qcm']['criteria'][number]
export type StarField = Grid[SimulationSection]['criteria'][number] | Grid[SimulationSection]['score']
export type Protocol2TextField = Grid[Protocol2Section]['texts'][number]

export const qcmFields: readonly QcmField[] = protocol2Grid.qcm.criteria
/** Criteria and section scores that the wire gives in stars, 0 to 5. */
export const starFields: readonly StarField[] = simulationSections.flatMap((section) => [
  ...protocol2Grid[section].criteria,
  protocol2Grid[section].score,
])
export const protocol2TextFields: readonly Protocol2TextField[] = protocol2Sections.flatMap(
  (section): readonly Protocol2TextField[] => protocol2Grid[section].texts,
)

/** What is done once, beside the scores; each with the wire names of its flag and of its notes. */
export const evaluationSteps = [
  'qcm_role',
  'qcm_codir',
  'interview',
  'physical_visit',
  'skills_gap',
  'job_sheet',
] as const
export type EvaluationStep = (typeof evaluationSteps)[number]

export const stepFields = {
  qcm_role: { flag: 'qcm_role_completed', notes: undefined, scoredBy: 'qcm_role_score' },
  qcm_codir: { flag: 'qcm_codir_completed', notes: undefined, scoredBy: 'qcm_codir_score' },
  interview: { flag: 'interview_completed', notes: 'interview_notes', scoredBy: undefined },
  physical_visit: { flag: 'physical_visit', notes: 'visit_notes', scoredBy: undefined },
  skills_gap: { flag: 'skills_gap_assessed', notes: 'skills_gap_notes', scoredBy: 'gap_competences_score' },
  job_sheet: { flag: 'job_sheet_created', notes: undefined, scoredBy: undefined },
} as const satisfies Readonly<
  Record<EvaluationStep, { flag: string; notes: string | undefined; scoredBy: string | undefined }>
>

export const gapLevels = ['faible', 'moyen', 'important', 'critique'] as const
export type GapLevel = (typeof gapLevels)[number]
