import { at, textAt } from '../testing/client.ts'
import type { Person } from '../testing/people.ts'
import { waitFor } from '../testing/wait.ts'
import type { Setting } from './entrances.ts'

/** The recruiter books the next free place; what that leads to is seen by the candidate, in the mailbox and in the figures. */
export async function interview(
  setting: Setting,
  candidate: Person,
  recruiter: Person,
  application: string,
): Promise<void> {
  await book(setting, recruiter, application)
  await tell(setting, candidate, recruiter, application)
  await count(setting, recruiter)
}

async function book({ stage }: Setting, recruiter: Person, application: string): Promise<void> {
  stage.terminal.heading({
    fr: 'Il réserve un entretien à la première place libre',
    en: 'He books an interview at the first free place',
  })
  const free = await stage.call('GET', '/api/v1/applications/interviews/calendar/available', {
    token: recruiter.token,
    show: (given) => ({ total: at(given, 'total'), first: at(given, 'data', 0, 'starts_at') }),
  })
  const booked = await stage.call('POST', '/api/v1/interviews/slots', {
    token: recruiter.token,
    json: { application_id: application, date: textAt(free, 'data', 0, 'date'), time: textAt(free, 'data', 0, 'time') },
    expect: [201],
    show: (given) => ({ id: at(given, 'id'), candidate: at(given, 'candidate_name'), location: at(given, 'location') }),
  })
  await stage.showEvents(booked)
  await stage.showRow(recruiter, `/api/v1/applications/${application}`, (row) => ({
    status: at(row, 'data', 'status'),
    interview_date: at(row, 'data', 'interview_date'),
  }))
}

async function tell({ stage }: Setting, candidate: Person, recruiter: Person, application: string): Promise<void> {
  stage.terminal.heading({
    fr: 'La candidate en est informée, et invitée par courriel',
    en: 'The candidate is told, and invited by e-mail',
  })
  await stage.call('GET', '/api/v1/notifications?unread_only=true', {
    token: candidate.token,
    show: (given) =>
      (at(given, 'notifications') as { subtype: string; title: string }[]).map(({ subtype, title }) => [
        subtype,
        title,
      ]),
  })
  const log = `/api/v1/emails/logs?application_id=${application}`
  await waitFor('the messages to be sent', async () => {
    const messages = at(await stage.call('GET', log, { token: recruiter.token, quiet: true }), 'data') as Message[]
    const invited = messages.some(({ template }) => template.startsWith('interview'))
    return invited && messages.every(({ status }) => status === 'sent')
  })
  await stage.call('GET', log, {
    token: recruiter.token,
    show: (given) => (at(given, 'data') as Message[]).map(({ status, subject }) => [status, subject]),
  })
}

type Message = { template: string; status: string; subject: string }

async function count({ stage }: Setting, recruiter: Person): Promise<void> {
  stage.terminal.heading({ fr: 'Son tableau de bord compte', en: 'His dashboard counts' })
  await stage.call('GET', '/api/v1/optimized/dashboard/stats/optimized', {
    token: recruiter.token,
    show: (given) => ({
      total_jobs: at(given, 'stats', 'total_jobs'),
      total_applications: at(given, 'stats', 'total_applications'),
      interviews_scheduled: at(given, 'stats', 'interviews_scheduled'),
    }),
  })
}
