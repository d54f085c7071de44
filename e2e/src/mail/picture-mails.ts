/**
 * `node e2e/src/mail/picture-mails.ts`: renders three messages as they are sent and has Chromium (`CHROMIUM`,
 * `/usr/bin/chromium` without it) take the pictures in docs/images. To be run by hand when a template changes.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { render } from '@one-hcm/command-api/notifications/emails/templates/templates'
import type { EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EmailTemplate, Language } from '@one-hcm/contracts/notifications/emails/email-template'
import { repository } from '../testing/child.ts'

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
const awa = { first_name: 'Awa', last_name: 'Ndong', sexe: 'F' }
const job = { job_title: 'Ingénieur réseau électrique', application_id: 'b7c0c2d4-8a53-5f6e-8f0b-2f1d7c9e4a02' }
const links = {
  login: () => 'https://rh.example/auth',
  application: (id: string) => `https://rh.example/candidate/application/${id}`,
  accessRequests: () => 'https://rh.example/recruiter/access-requests',
  setPassword: () => 'https://rh.example/reset-password?token=…',
}
const pictures: [name: string, template: EmailTemplate, language: Language, height: number, values: EmailValues][] = [
  [
    'mail-invitation',
    'interview-invitation',
    'fr',
    860,
    {
      ...awa,
      ...job,
      starts_at: '2026-12-07T08:30:00.000Z',
      location: 'Siège, salle de réunion du 3e étage, Libreville',
      interview_mode: 'presentiel',
      interviewer: 'Rachel Mba',
    },
  ],
  [
    'mail-password',
    'password-reset',
    'en',
    720,
    { first_name: 'Paul', last_name: 'Obiang', sexe: 'M', reset_id: 'r', expires_at: '2026-12-07T09:30:00.000Z' },
  ],
  [
    'mail-hostile',
    'free-message',
    'fr',
    640,
    {
      ...awa,
      subject: '<script>alert(1)</script> & "guillemets"',
      body: 'Il manque une pièce.\n\n<img src=x onerror=alert(1)>\nDeuxième ligne.',
    },
  ],
]

const folder = mkdtempSync(join(tmpdir(), 'one-hcm-pictures-'))
try {
  for (const [name, template, language, height, values] of pictures) {
    const { html } = render({ template, version: 1, language, values }, links, 'SEEG – Ressources humaines')
    const page = join(folder, `${name}.html`)
    writeFileSync(page, html)
    const picture = join(repository, 'docs/images', `${name}.png`)
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--window-size=680,${height}`]
    execFileSync(chromium, [...args, `--screenshot=${picture}`, `file://${page}`], { stdio: 'ignore', timeout: 60_000 })
    console.log(picture)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
