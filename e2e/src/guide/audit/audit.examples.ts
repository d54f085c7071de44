import type { Chapter } from '../example.ts'

/** The recorded history. */
export const audit: Chapter = {
  title: 'Audit',
  about: 'What happened, who did it, when. Each look at the history is recorded, too.',
  examples: [
    {
      route: 'listEvents',
      title: 'Events of one aggregate, newest first',
      as: 'auditor',
      query: { stream: 'application-{application}', type: 'ApplicationStatusChanged' },
      status: 200,
      equals: { 'data.0.type': 'ApplicationStatusChanged', 'data.0.actor.id': '{recruiter}' },
    },
    {
      route: 'readStream',
      title: 'The history of one stream, oldest first',
      as: 'auditor',
      path: { stream: 'application-{application}' },
      query: { limit: '1' },
      status: 200,
      equals: { 'data.0.type': 'ApplicationSubmitted', 'data.0.revision': 0 },
    },
    {
      route: 'exportEvents',
      title: 'The log as lines of JSON',
      as: 'auditor',
      query: { until: '0' },
      status: 200,
      answers: ['Content-Type'],
    },
  ],
}
