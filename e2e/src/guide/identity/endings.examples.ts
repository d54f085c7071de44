import type { Chapter } from '../example.ts'

/** What ends: applications, accounts; last, since nothing comes after. */
export const endings: Chapter = {
  title: 'Endings',
  about: 'What is withdrawn or deleted. The history keeps that it was, and forgets who it was when a person is erased.',
  examples: [
    {
      route: 'updateApplication',
      title: 'Withdrawn by the candidate',
      as: 'other-candidate',
      path: { id: '{other-application}' },
      json: { status: 'withdrawn' },
      status: 200,
      equals: { 'data.status': 'withdrawn', 'data.status_fr': 'refuse' },
    },
    {
      route: 'deleteApplication',
      title: 'Deleted by a recruiter',
      as: 'recruiter',
      path: { id: '{other-application}' },
      status: 204,
    },
    {
      route: 'deleteJobOffer',
      title: 'Somebody has applied: the offer stays',
      as: 'recruiter',
      path: { id: '{offer}' },
      status: 409,
      equals: { code: 'job-offer-has-applications' },
    },
    {
      route: 'deleteUser',
      title: 'Administrators do not delete themselves',
      as: 'admin',
      path: { id: '{admin}' },
      status: 400,
      equals: { code: 'cannot-delete-self' },
    },
    {
      route: 'deleteUser',
      title: 'Their own account, by a candidate',
      as: 'other-candidate',
      path: { id: '{other-candidate}' },
      status: 204,
    },
  ],
}
