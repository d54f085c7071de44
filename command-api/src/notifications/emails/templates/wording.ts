import type { EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { Language } from '@one-hcm/contracts/notifications/emails/email-template'

/** Offices and clocks are in Gabon, one hour ahead of UTC all year. */
const ZONE = 'Africa/Libreville'

/** Civility by `sexe`, both forms when it is unknown, and the family name (recruitment §5.2). */
export function greeting({ sexe, first_name, last_name }: EmailValues, language: Language): string {
  const name = last_name ?? ''
  if (language === 'fr') {
    const civility = sexe === 'M' ? 'Monsieur' : sexe === 'F' ? 'Madame' : 'Madame, Monsieur'
    return `${civility} ${name}`.trim().concat(',')
  }
  if (sexe === null || sexe === undefined) return `Dear ${[first_name, name].filter(Boolean).join(' ')},`
  return `Dear ${sexe === 'M' ? 'Mr' : 'Ms'} ${name},`
}

const formats = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: ZONE, ...options })

/** A moment (ISO-8601) as people in Libreville say it; undefined for none. */
export function dayAndTime(moment: string | null | undefined, language: Language): string | undefined {
  return moment
    ? formats(language, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(moment)).concat(zoneNote(language))
    : undefined
}

export const day = (moment: string | null | undefined, language: Language): string | undefined =>
  moment ? formats(language, { dateStyle: 'full' }).format(new Date(moment)) : undefined

export const time = (moment: string | null | undefined, language: Language): string | undefined =>
  moment ? formats(language, { timeStyle: 'short' }).format(new Date(moment)) : undefined

const zoneNote = (language: Language) => (language === 'fr' ? ' (heure de Libreville)' : ' (Libreville time)')
