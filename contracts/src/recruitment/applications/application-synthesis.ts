import { z } from 'zod'
import { reveal } from '../../kernel/erased.ts'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

const score = z.number().nullable()

export const SynthesisRecorded = defineEvent({
  context: 'recruitment',
  category: 'application',
  type: 'SynthesisRecorded',
  summary:
    'A recruiter summed the evaluations up: strengths, points to improve, conclusion; with the scores as they were.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    points_forts: z.string().nullable(),
    points_amelioration: z.string().nullable(),
    conclusion: z.string().nullable(),
    /** Out of 20, as the evaluations stood; null where nothing counted yet. */
    protocol1_score: score,
    protocol2_score: score,
    /** `weights` of both; null while one of them is missing. */
    global_score: score,
    weights: z.object({ protocol1: z.number(), protocol2: z.number() }),
    scoring_version: z.string(),
    recorded_by: z.string(),
    /** Revisions of the evaluations that the scores are from; -1 where there was none. */
    decided_on: z.object({ protocol1_revision: z.number().int(), protocol2_revision: z.number().int() }),
  },
  personal: { candidate_id: ['points_forts', 'points_amelioration', 'conclusion'] },
})
type Recorded = EventOf<typeof SynthesisRecorded>

/** What a recruiter made of both evaluations; part of the application's row. Texts are null once the candidate is erased. */
export type SynthesisRow = Pick<
  Recorded['data'],
  'protocol1_score' | 'protocol2_score' | 'global_score' | 'recorded_by'
> & {
  points_forts: string | null
  points_amelioration: string | null
  conclusion: string | null
  recorded_at: string
}

export const foldSynthesis = ({ data }: Recorded, at: string): SynthesisRow => ({
  points_forts: reveal(data.points_forts),
  points_amelioration: reveal(data.points_amelioration),
  conclusion: reveal(data.conclusion),
  protocol1_score: data.protocol1_score,
  protocol2_score: data.protocol2_score,
  global_score: data.global_score,
  recorded_by: data.recorded_by,
  recorded_at: at,
})

/** A synthesis as staff see it; candidates never do. */
export const synthesisWire = z
  .object({
    points_forts: z.string().nullable(),
    points_amelioration: z.string().nullable(),
    conclusion: z.string().nullable(),
    protocol1_score: score,
    protocol2_score: score,
    global_score: score.meta({ description: '40 % protocol 1 and 60 % protocol 2, out of 20, as recorded' }),
    recorded_by: z.string(),
    recorded_at: z.string(),
  })
  .meta({ id: 'Synthesis' })

/** The synthesis in applications, under the names that existing screens read. */
export const synthesisFields = {
  synthesis_points_forts: z.string().nullable().optional(),
  synthesis_points_amelioration: z.string().nullable().optional(),
  synthesis_conclusion: z.string().nullable().optional(),
  synthesis_global_score: score.optional(),
}

/** For staff alone: what is spread into an application's answer. */
export const synthesisToFields = (synthesis: SynthesisRow | null | undefined) => ({
  synthesis_points_forts: synthesis?.points_forts ?? null,
  synthesis_points_amelioration: synthesis?.points_amelioration ?? null,
  synthesis_conclusion: synthesis?.conclusion ?? null,
  synthesis_global_score: synthesis?.global_score ?? null,
})
