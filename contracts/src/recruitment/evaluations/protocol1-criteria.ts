/**
 * The grid of protocol 1 (recruitment §2.10): its sections, their criteria, and the names all of them have on the wire.
 * Criteria and texts carry their wire names in events too.
 */
export const protocol1Sections = ['documentary', 'mtp', 'interview', 'gap', 'global'] as const
export type Protocol1Section = (typeof protocol1Sections)[number]

/** The sections that make up the overall score. */
export const weightedSections = ['documentary', 'mtp', 'interview'] as const
export type WeightedSection = (typeof weightedSections)[number]

export const protocol1Grid = {
  documentary: {
    score: 'documentary_score',
    criteria: ['cv_score', 'diplomes_certificats_score', 'lettre_motivation_score'],
    texts: ['cv_comments', 'diplomes_certificats_comments', 'lettre_motivation_comments'],
  },
  mtp: {
    score: 'mtp_score',
    criteria: ['metier_score', 'talent_score', 'paradigme_score'],
    texts: [
      'metier_comments',
      'talent_comments',
      'paradigme_comments',
      'metier_notes',
      'talent_notes',
      'paradigme_notes',
    ],
  },
  interview: {
    score: 'interview_score',
    criteria: ['interview_metier_score', 'interview_talent_score', 'interview_paradigme_score'],
    texts: ['interview_metier_comments', 'interview_talent_comments', 'interview_paradigme_comments'],
  },
  gap: { score: undefined, criteria: ['gap_competence_score'], texts: ['gap_competence_comments'] },
  /** The one score of older clients, out of 100 there and out of 20 here. */
  global: { score: undefined, criteria: ['global_score'], texts: ['notes'] },
} as const

type Grid = typeof protocol1Grid
export type CriterionField = Grid[Exclude<Protocol1Section, 'global'>]['criteria'][number]
export type SectionScoreField = Grid[WeightedSection]['score']
export type TextField = Grid[Protocol1Section]['texts'][number]

/** The grid's fields on the wire; the global score has another scale there and stands apart. */
export const criterionFields: readonly CriterionField[] = [
  ...protocol1Grid.documentary.criteria,
  ...protocol1Grid.mtp.criteria,
  ...protocol1Grid.interview.criteria,
  ...protocol1Grid.gap.criteria,
]
export const sectionScoreFields: readonly SectionScoreField[] = weightedSections.map(
  (section) => protocol1Grid[section].score,
)
export const textFields: readonly TextField[] = protocol1Sections.flatMap((section) => protocol1Grid[section].texts)
