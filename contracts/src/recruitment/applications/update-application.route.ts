import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute } from '../../kernel/route.ts'
import { applicationWire } from './application.wire.ts'
import { mtpAnswersInput } from './mtp-answers.ts'
import { amendableReferenceFields } from './reference-text.ts'
import { canonicalApplicationInput } from './submit-application.route.ts'

/** A field that is not named stays as it is. */
export const updateApplicationBody = z.preprocess(
  canonicalApplicationInput,
  z.object({
    /** Canonical word or any accepted alias (recruitment §3.3). */
    status: z.string().min(1).max(50).optional(),
    notes: z.string().max(5000).nullish(),
    availability_start: z.iso.datetime({ offset: true }).or(z.iso.date()).nullish(),
    has_been_manager: z.boolean().optional(),
    ...amendableReferenceFields,
    mtp_answers: mtpAnswersInput.nullish(),
  }),
)
export type UpdateApplicationBody = z.output<typeof updateApplicationBody>

export const updateApplicationRoute = defineRoute({
  name: 'updateApplication',
  context: 'recruitment',
  method: 'put',
  path: '/api/v1/applications/{id}',
  summary: 'Candidates amend what they said or withdraw (`status: withdrawn`); recruiters change the status',
  access: { admin: 'all', recruiter: 'all', candidate: 'own' },
  params: z.object({ id: z.uuid() }),
  body: updateApplicationBody,
  response: envelope(applicationWire),
  refusals: [
    'application-not-found',
    'application-content-not-own',
    'application-decided',
    'mtp-answers-mismatch',
    'status-unknown',
    'status-not-own',
    'status-transition-not-allowed',
    'reason-required',
  ],
})
