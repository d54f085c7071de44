import type { Chapter } from '../example.ts'

/** Evaluations (recruitment §4.6). */
export const evaluations: Chapter = {
  title: 'Evaluations',
  about: 'Protocol 1 is opened with the application; every total is computed by the server.',
  examples: [
    {
      route: 'listProtocol1EvaluationsOfApplication',
      title: 'The evaluation of an application, as a list of none or one',
      as: 'recruiter',
      path: { application_id: '{application}' },
      status: 200,
      equals: { '0.application_id': '{application}' },
      keeps: { evaluation: '0.id' },
    },
    {
      route: 'createProtocol1Evaluation',
      title: 'One score out of 100, as the older interface begins',
      as: 'recruiter',
      json: { application_id: '{other-application}', score: 72, notes: 'Entretien convaincant' },
      status: 201,
      equals: { application_id: '{other-application}', score: 72, notes: 'Entretien convaincant' },
    },
    {
      route: 'scoreProtocol1Evaluation',
      title: 'Criteria of the grid, 0 to 20; sections and total follow',
      as: 'recruiter',
      path: { id: '{evaluation}' },
      json: {
        cv_score: 15,
        diplomes_certificats_score: 14,
        lettre_motivation_score: 16,
        metier_score: 13,
        talent_score: 12,
        paradigme_score: 14,
        cv_comments: 'Parcours solide.',
      },
      status: 200,
      equals: { documentary_score: 15, mtp_score: 13 },
    },
    {
      route: 'scoreProtocol1Evaluation',
      title: 'More than the scale allows',
      as: 'recruiter',
      path: { id: '{evaluation}' },
      json: { cv_score: 25 },
      status: 422,
    },
    {
      route: 'getProtocol1Evaluation',
      title: 'As it stands',
      as: 'recruiter',
      path: { id: '{evaluation}' },
      status: 200,
      equals: { id: '{evaluation}', cv_score: 15 },
    },
  ],
}
