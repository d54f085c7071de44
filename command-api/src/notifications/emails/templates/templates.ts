import type { EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EmailTemplate, Language } from '@one-hcm/contracts/notifications/emails/email-template'
import { accountTemplates } from './account-templates.ts'
import { applicationTemplates } from './application-templates.ts'
import { type Links, oneLine, type Template } from './content.ts'
import { frame, type Rendered } from './frame.ts'
import { interviewTemplates } from './interview-templates.ts'

/**
 * Every text that was ever sent, by name and version. A change of words is a new version beside the old one: a message
 * that waits, or is looked up years later, is rendered as it was meant.
 */
export const templates: readonly Template[] = [...accountTemplates, ...applicationTemplates, ...interviewTemplates]

const byName = new Map(templates.map((template) => [`${template.name}.v${template.version}`, template]))

/** The version that new messages are made with. */
export const versionOf = (name: EmailTemplate): number =>
  Math.max(...templates.filter((template) => template.name === name).map(({ version }) => version))

const templateOf = (name: string, version: number): Template => {
  const template = byName.get(`${name}.v${version}`)
  if (!template) throw new Error(`There is no template ${name} in version ${version}`)
  return template
}

/** A message as it is sent. Throws when the template is not one of ours: a newer release wrote it. */
export function render(
  message: { template: string; version: number; language: Language; values: EmailValues },
  links: Links,
  sender: string,
): Rendered {
  const { template, version, language, values } = message
  return frame(templateOf(template, version).content(values, language, links), language, sender)
}

const nowhere: Links = { login: () => '', application: () => '', accessRequests: () => '', setPassword: () => '' }

/** What the log shows of a message before it is sent. */
export const subjectOf = (template: EmailTemplate, language: Language, values: EmailValues): string =>
  oneLine(templateOf(template, versionOf(template)).content(values, language, nowhere).subject)
