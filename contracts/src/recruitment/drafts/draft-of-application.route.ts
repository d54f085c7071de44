import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'
import { draftContent, draftOrNone, savedDraft } from './draft.wire.ts'

const ofApplication = {
  context: 'recruitment',
  access: { candidate: 'own' },
  path: '/api/v1/applications/{id}/draft',
  params: z.object({ id: z.uuid() }),
} as const

export const getDraftOfApplicationRoute = defineRoute({
  ...ofApplication,
  name: 'getDraftOfApplication',
  method: 'get',
  summary:
    'What the caller has put down for the offer of one of their applications; `data` is null where there is nothing',
  response: draftOrNone,
  refusals: ['application-not-found'],
})

export const saveDraftOfApplicationRoute = defineRoute({
  ...ofApplication,
  name: 'saveDraftOfApplication',
  method: 'post',
  summary: 'Keep what the caller has put down for the offer of one of their applications',
  body: draftContent,
  bodyLimitBytes: 320 * 1024,
  status: 201,
  response: savedDraft,
  refusals: ['application-not-found', 'draft-too-large'],
})

export const discardDraftOfApplicationRoute = defineRoute({
  ...ofApplication,
  name: 'discardDraftOfApplication',
  method: 'delete',
  summary: 'Throw away what the caller has put down for the offer of one of their applications',
  status: 204,
  refusals: ['application-not-found'],
})
