import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'
import { draftContent, draftOrNone, savedDraft } from './draft.wire.ts'

/** Clients of two generations know two places for the same drafts (recruitment-clients). */
const places = { byOffer: '/api/v1/applications/drafts/by-offer', drafts: '/api/v1/applications/drafts' } as const

const ofOffer = { context: 'recruitment', access: { candidate: 'own' } } as const
const query = z.object({ job_offer_id: z.uuid() })

const get = {
  ...ofOffer,
  method: 'get',
  summary: 'What the caller has put down for an offer; `data` is null where there is nothing',
  query,
  response: draftOrNone,
} as const
const save = {
  ...ofOffer,
  method: 'post',
  summary:
    'Keep what the caller has put down for an offer, in the place of what was kept before; no history, no notification',
  body: draftContent.extend({ job_offer_id: z.uuid() }),
  /** Above the cap of a draft, so that this is the one that is told. */
  bodyLimitBytes: 320 * 1024,
  status: 201,
  response: savedDraft,
  refusals: ['draft-too-large', 'job-offer-not-found'],
} as const
const discard = {
  ...ofOffer,
  method: 'delete',
  summary: 'Throw away what the caller has put down for an offer',
  query,
  status: 204,
} as const

export const getDraftByOfferRoute = defineRoute({ ...get, name: 'getDraftByOffer', path: places.byOffer })
export const saveDraftByOfferRoute = defineRoute({
  ...save,
  name: 'saveDraftByOffer',
  path: places.byOffer,
  refusals: [...save.refusals],
})
export const discardDraftByOfferRoute = defineRoute({ ...discard, name: 'discardDraftByOffer', path: places.byOffer })

export const getDraftRoute = defineRoute({ ...get, name: 'getDraft', path: places.drafts })
export const saveDraftRoute = defineRoute({
  ...save,
  name: 'saveDraft',
  path: places.drafts,
  refusals: [...save.refusals],
})
export const discardDraftRoute = defineRoute({ ...discard, name: 'discardDraft', path: places.drafts })
