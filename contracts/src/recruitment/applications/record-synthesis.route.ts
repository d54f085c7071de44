import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { synthesisWire } from './application-synthesis.ts'

const text = z.string().trim().max(10_000).nullish()

export const recordSynthesisRoute = defineRoute({
  name: 'recordSynthesis',
  context: 'recruitment',
  method: 'put',
  path: '/api/v1/applications/{id}/synthesis',
  summary: 'Sum the evaluations up: strengths, points to improve, conclusion; the global score is computed here',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  /** Fields that are not named stay as they are; null clears one. The `synthesis_` names are those of applications. */
  body: z.object({
    points_forts: text,
    points_amelioration: text,
    conclusion: text,
    synthesis_points_forts: text.meta({ deprecated: true, description: 'Alias of points_forts' }),
    synthesis_points_amelioration: text.meta({ deprecated: true, description: 'Alias of points_amelioration' }),
    synthesis_conclusion: text.meta({ deprecated: true, description: 'Alias of conclusion' }),
  }),
  response: envelope(synthesisWire.nullable()),
  refusals: ['application-not-found', 'application-withdrawn'],
})
