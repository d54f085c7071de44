import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleDocument, smallPdf } from '../testing/samples.ts'
import type { System } from '../testing/system.ts'
import { waitFor } from '../testing/wait.ts'
import type { Example } from './example.ts'
import { webhookSecret } from './system.ts'
import type { Values } from './values.ts'

/** Values that no answer gives: secrets of the installation, days to come, files, what arrives by e-mail. */
export type Sources = {
  readonly values: Values
  /** Which values an example needs that must be fetched right before it. */
  needed(example: Example): string[]
  fetch(name: string): Promise<string>
}

export const GUIDE_PASSWORD = 'Une-Phrase-Longue-2026!'
const DAY_MS = 86_400_000

const files = {
  cv: () => sampleDocument('cv', 'cv/cv01-ingenieur-reseau-fr.pdf').file_data,
  letter: () => sampleDocument('cover_letter', 'cover-letters/cl02-qualite-eau-fr.pdf').file_data,
  diploma: () => sampleDocument('diplome', 'diplomas/dip01-ingenieur-fr.pdf').file_data,
  certificate: () => smallPdf('Certificat'),
} as const

/** The bytes of a file that a form carries. */
export const sampleBytes = (name: string): Buffer => {
  const file = files[name as keyof typeof files]
  if (!file) throw new Error(`There is no sample file called ${name}`)
  return Buffer.from(file(), 'base64')
}

const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

/** A weekday some weeks ahead, so that interviews can be planned on it. */
const workingDayIn = (days: number): string => {
  const day = new Date(Date.now() + days * DAY_MS).getUTCDay()
  return dayIn(days + (day === 6 ? 2 : day === 0 ? 1 : 0))
}

/** What the examples take from outside of their own answers, for a system that the guide is played on. */
export function sourcesOf(system: Pick<System, 'bootstrapToken' | 'dataDir'>): Sources {
  return {
    values: new Map<string, string>([
      ['bootstrap-token', system.bootstrapToken],
      ['webhook-secret', webhookSecret],
      ['password', GUIDE_PASSWORD],
      ['day-in-3-months', dayIn(90)],
      ['day-in-4-months', dayIn(120)],
      ['moment-in-2-months', `${dayIn(60)}T08:00:00.000Z`],
      ['interview-day', workingDayIn(21)],
      ['another-interview-day', workingDayIn(28)],
      ...Object.entries(files).map(([name, content]) => [`${name}-in-base64`, content()] as const),
    ]),
    needed: (example) => (JSON.stringify(example).includes('{token-of-the-link}') ? ['token-of-the-link'] : []),
    fetch: () => tokenOfTheLink(join(system.dataDir, 'mail')),
  }
}

/** The token in the link of the message that was sent to the person who forgot their password. */
const tokenOfTheLink = (mailFolder: string): Promise<string> =>
  waitFor(
    'the message with the link',
    () =>
      readdirSync(mailFolder)
        .map((name) => withoutSoftBreaks(readFileSync(join(mailFolder, name), 'utf8')))
        .find((message) => message.includes(FORGETFUL) && TOKEN.test(message))
        ?.match(TOKEN)?.[1],
    PATIENCE_MS,
  )

const FORGETFUL = 'jean.ella@example.org'
const TOKEN = /reset-password\?token=([\w-]{40,})/
const PATIENCE_MS = 15_000

/** Long lines of a message are folded, and its equals signs written as codes (RFC 2045 §6.7). */
const withoutSoftBreaks = (message: string): string => message.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
