import type { Chapter } from '../example.ts'

/** E-mails (recruitment §4.10). */
export const emails: Chapter = {
  title: 'E-mails',
  about: 'What happens leads to messages by itself. Recruiters may write to candidates, and see what was sent.',
  examples: [
    {
      route: 'sendEmail',
      title: 'To the candidate of an application',
      as: 'recruiter',
      json: {
        to: 'awa.obame@example.org',
        subject: 'Votre candidature',
        body: 'Bonjour,\n\nPouvez-vous nous envoyer votre attestation ?',
      },
      status: 201,
      equals: { success: true },
      holds: ['message', 'message_id'],
    },
    {
      route: 'sendEmail',
      title: 'Not to just anybody',
      as: 'recruiter',
      json: { to: 'somebody@example.net', subject: 'Bonjour', body: 'Une offre à ne pas manquer' },
      status: 422,
    },
    {
      route: 'sendInterviewEmail',
      title: 'An invitation, with the names that the running frontend sends',
      as: 'recruiter',
      json: {
        to: 'awa.obame@example.org',
        candidateFullName: 'Awa Obame',
        jobTitle: 'Ingénieur réseau',
        date: '{interview-day}',
        time: '10:00',
        location: 'Siège, Libreville',
        applicationId: '{application}',
      },
      status: 201,
      equals: { success: true },
      holds: ['message_id'],
    },
    {
      route: 'listEmails',
      title: 'What was sent',
      as: 'recruiter',
      query: { application_id: '{application}', template: 'interview-invitation', status_filter: 'sent' },
      patient: true,
      status: 200,
      holds: ['data.0.id', 'total'],
      keeps: { 'sent-email': 'data.0.id' },
    },
    {
      route: 'retryEmail',
      title: 'What was sent is not sent again',
      as: 'recruiter',
      path: { id: '{sent-email}' },
      status: 409,
    },
    {
      route: 'setMailPreference',
      title: 'In which language to write to me',
      as: 'candidate',
      json: { language: 'en' },
      status: 200,
      equals: { 'data.language': 'en' },
    },
    {
      route: 'getMailPreference',
      title: 'As I chose',
      as: 'candidate',
      status: 200,
      equals: { 'data.language': 'en' },
    },
  ],
}
