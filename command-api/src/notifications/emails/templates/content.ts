import type { EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EmailTemplate, Language } from '@one-hcm/contracts/notifications/emails/email-template'

/** What a message says, in plain words: the frame makes the text and the page of it, and escapes every one of them. */
export type Content = {
  subject: string
  /** `Madame Ndong,` */
  greeting: string
  paragraphs: readonly string[]
  /** Facts in two columns; those without a value are left out. */
  details?: readonly (readonly [label: string, value: string | null | undefined])[]
  action?: { label: string; url: string }
  /** After the button: what to do otherwise, until when. */
  afterword?: readonly string[]
}

/** Addresses that messages lead to, made from configuration alone (reliability H4). */
export type Links = {
  login(): string
  application(applicationId: string): string
  accessRequests(): string
  /** A link that sets a password: its token is derived here, when the message is sent. */
  setPassword(resetId: string): string
}

export type Template = {
  readonly name: EmailTemplate
  readonly version: number
  content(values: EmailValues, language: Language, links: Links): Content
}

/** Text in both languages. */
export const inLanguage = <T>(language: Language, texts: Readonly<Record<Language, T>>): T => texts[language]

/** One line without control characters: what may stand in a header (W-12). */
export const oneLine = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a header
    .replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ')
    .trim()
