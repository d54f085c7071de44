import type { Chapter } from '../example.ts'

const form_data = { ref_entreprise: 'Gabon Télécom', mtp_answers: { metier: ['Le réseau…'] } }

/** What candidates have put down and not sent (recruitment §4.5). */
export const drafts: Chapter = {
  title: 'Drafts',
  about: 'Saved every few seconds while a form is filled in; no history of them is kept. Two places, the same drafts.',
  examples: [
    {
      route: 'getDraftByOffer',
      title: 'There is none yet: not an error',
      as: 'internal',
      query: { job_offer_id: '{offer}' },
      status: 200,
      equals: { data: null },
    },
    {
      route: 'saveDraftByOffer',
      title: 'What was filled in so far',
      as: 'internal',
      json: { job_offer_id: '{offer}', form_data, ui_state: { step: 2 } },
      status: 201,
      equals: { 'data.job_offer_id': '{offer}', 'data.ui_state.step': 2 },
      holds: ['data.created_at', 'data.updated_at'],
    },
    {
      route: 'getDraftByOffer',
      title: 'As it was saved',
      as: 'internal',
      query: { job_offer_id: '{offer}' },
      status: 200,
      equals: { 'data.form_data.ref_entreprise': 'Gabon Télécom' },
    },
    {
      route: 'discardDraftByOffer',
      title: 'Thrown away',
      as: 'internal',
      query: { job_offer_id: '{offer}' },
      status: 204,
    },
    {
      route: 'saveDraft',
      title: 'The same by the other address',
      as: 'internal',
      json: { job_offer_id: '{offer}', form_data, ui_state: { step: 1 } },
      status: 201,
      equals: { 'data.ui_state.step': 1 },
    },
    {
      route: 'getDraft',
      title: 'Read there',
      as: 'internal',
      query: { job_offer_id: '{offer}' },
      status: 200,
      equals: { 'data.ui_state.step': 1 },
    },
    {
      route: 'discardDraft',
      title: 'And thrown away',
      as: 'internal',
      query: { job_offer_id: '{offer}' },
      status: 204,
    },
    {
      route: 'saveDraftOfApplication',
      title: 'By the application, for the offer that it is for',
      as: 'candidate',
      path: { id: '{application}' },
      json: { form_data: { note: 'À compléter' }, ui_state: {} },
      status: 201,
      equals: { 'data.job_offer_id': '{offer}' },
    },
    {
      route: 'getDraftOfApplication',
      title: 'Read by the application',
      as: 'candidate',
      path: { id: '{application}' },
      status: 200,
      equals: { 'data.form_data.note': 'À compléter' },
    },
    {
      route: 'discardDraftOfApplication',
      title: 'Thrown away by the application',
      as: 'candidate',
      path: { id: '{application}' },
      status: 204,
    },
  ],
}
