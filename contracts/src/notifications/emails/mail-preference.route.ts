import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, everyone } from '../../kernel/route.ts'
import { languages } from './email-template.ts'

const preference = z.object({ language: z.enum(languages) })

export const setMailPreferenceRoute = defineRoute({
  name: 'setMailPreference',
  context: 'notifications',
  method: 'put',
  path: '/api/v1/emails/preferences',
  summary: 'Choose the language in which messages are written to the caller',
  access: everyone,
  body: preference,
  response: envelope(preference),
})

export const getMailPreferenceRoute = defineRoute({
  name: 'getMailPreference',
  context: 'notifications',
  method: 'get',
  path: '/api/v1/emails/preferences',
  summary: 'The language in which messages are written to the caller',
  access: everyone,
  response: envelope(preference),
})
