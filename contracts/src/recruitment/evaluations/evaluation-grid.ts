import { protocol1Grid, protocol1Sections } from './protocol1-criteria.ts'
import { protocol2Grid, protocol2Sections } from './protocol2-criteria.ts'

export const protocols = [1, 2] as const
export type Protocol = (typeof protocols)[number]

/** One section of a protocol's grid, with the names that its parts have on the wire and in events. */
export type SectionGrid = {
  /** Wire name of the section's own score; its clients may give it when they score no criterion. */
  readonly score: string | undefined
  readonly criteria: readonly string[]
  readonly texts: readonly string[]
}

export const evaluationSections = [
  'documentary',
  'mtp',
  'interview',
  'gap',
  'global',
  'qcm',
  'situation',
  'performance',
  'competence',
] as const
export type EvaluationSection = (typeof evaluationSections)[number]

/** A protocol's sections in their order, each with its grid. */
export const gridOf = (protocol: Protocol): readonly (readonly [EvaluationSection, SectionGrid])[] =>
  protocol === 1
    ? protocol1Sections.map((section) => [section, protocol1Grid[section]] as const)
    : protocol2Sections.map((section) => [section, protocol2Grid[section]] as const)
