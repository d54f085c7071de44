import { expect, test } from '@jest/globals'
import { emailTemplateNames, languages } from '@one-hcm/contracts/notifications/emails/email-template'
import type { Links } from './content.ts'
import { render, subjectOf, templates, versionOf } from './templates.ts'

const links: Links = {
  login: () => 'https://hr.example/auth',
  application: (id) => `https://hr.example/candidate/application/${id}`,
  accessRequests: () => 'https://hr.example/recruiter/access-requests',
  setPassword: (id) => `https://hr.example/reset-password?token=${id}`,
}
const names = [
  'first_name',
  'last_name',
  'email',
  'phone',
  'matricule',
  'adresse',
  'job_title',
  'application_id',
  'rejection_reason',
  'location',
  'interviewer',
  'notes',
  'video_link',
  'reason',
  'subject',
  'body',
]
/** Values as templates get them: every text is the given one. */
const values = (text: string) => ({
  ...Object.fromEntries(names.map((name) => [name, text])),
  sexe: 'F',
  status: 'shortlisted',
  starts_at: '2026-03-02T08:30:00.000Z',
  previous_starts_at: '2026-03-01T08:30:00.000Z',
  changed_at: '2026-03-01T08:30:00.000Z',
  expires_at: '2026-03-01T09:30:00.000Z',
  date_of_birth: '1990-05-17',
  interview_mode: 'distanciel',
  reset_id: 'reset',
})
const all = templates.flatMap(({ name, version }) => languages.map((language) => ({ name, version, language })))
const rendered = (one: (typeof all)[number], text: string) =>
  render({ template: one.name, version: one.version, language: one.language, values: values(text) }, links, 'One HCM')

test('every message has a template, and every template is of a message', () => {
  expect([...new Set(templates.map(({ name }) => name))].sort()).toEqual([...emailTemplateNames].sort())
  expect(new Set(templates.map(({ name, version }) => `${name}.${version}`)).size).toBe(templates.length)
})

test.each(all)('$name in $language says all it has to, in both forms', (one) => {
  const { subject, text, html } = rendered(one, 'Awa Ndong')
  expect(subject).not.toBe('')
  for (const form of [subject, text, html]) expect(form).not.toMatch(/undefined|null|\[object|Invalid/)
  expect(html).toContain(`<html lang="${one.language}">`)
  expect(text.length).toBeGreaterThan(80)
})

const HOSTILE = `<script>alert(1)</script>"'&\r\nBcc: all@example.com\u2028<img src=x onerror=alert(1)>`

test.each(all)('W-12 $name in $language: whatever is put in is escaped, and headers stay one line', (one) => {
  const { subject, html } = rendered(one, HOSTILE)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  expect(subject).not.toMatch(/[\u0000-\u001f\u2028]/)
  expect(html).not.toMatch(/<script|<img|"'&\r/)
  // Every tag is one of the frame's own.
  const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag!.toLowerCase()))
  const ours = ['html', 'head', 'meta', 'title', 'body', 'table', 'tr', 'td', 'h1', 'p', 'a', 'br']
  expect([...tags].filter((tag) => !ours.includes(tag))).toEqual([])
})

test('civility goes by sexe, both forms when it is unknown', () => {
  const greetingOf = (sexe: string | null, language: 'fr' | 'en') =>
    render(
      { template: 'welcome', version: 1, language, values: { first_name: 'Awa', last_name: 'Ndong', sexe } },
      links,
      'One HCM',
    ).text.split('\n')[0]
  expect(['F', 'M', null].map((sexe) => greetingOf(sexe, 'fr'))).toEqual([
    'Madame Ndong,',
    'Monsieur Ndong,',
    'Madame, Monsieur Ndong,',
  ])
  expect(['F', 'M', null].map((sexe) => greetingOf(sexe, 'en'))).toEqual([
    'Dear Ms Ndong,',
    'Dear Mr Ndong,',
    'Dear Awa Ndong,',
  ])
})

test('an interview is told in the time of Libreville, with a place to be confirmed when there is none', () => {
  const { text } = render(
    {
      template: 'interview-invitation',
      version: 1,
      language: 'fr',
      values: { ...values('x'), location: null, video_link: null },
    },
    links,
    'One HCM',
  )
  expect(text).toContain('Heure : 09:30 (heure de Libreville)')
  expect(text).toContain('Date : lundi 2 mars 2026')
  expect(text).toContain('Lieu : À confirmer')
})

test('the log shows the subject that the message carries', () => {
  for (const { name, language } of all)
    expect(subjectOf(name, language, values('Comptable\r\nX'))).toBe(
      rendered({ name, language, version: versionOf(name) }, 'Comptable\r\nX').subject,
    )
})
