import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { exportWire, webhookAnswerWire } from './export.wire.ts'

export const applicationSubmittedWebhookRoute = defineRoute({
  name: 'applicationSubmittedWebhook',
  context: 'recruitment',
  method: 'post',
  path: '/api/v1/webhooks/application-submitted',
  summary:
    'Export an application to the lake once more; the header `X-Webhook-Token` carries the shared secret. Exports happen without it, too',
  access: anyone,
  body: z.object({
    application_id: z.uuid(),
    /** Sent by existing clients, and not needed: an export always brings all that is known. */
    last_watermark: z.string().max(100).nullish(),
  }),
  status: 202,
  response: envelope(webhookAnswerWire),
  refusals: ['webhook-refused', 'application-not-found'],
})

export const replayExportRoute = defineRoute({
  name: 'replayExport',
  context: 'recruitment',
  method: 'post',
  path: '/api/v1/admin/etl/exports/{id}/replay',
  summary: 'Export an application to the lake once more, with its candidate and its offer',
  access: { admin: 'all' },
  params: z.object({ id: z.uuid() }),
  status: 202,
  response: envelope(exportWire),
  refusals: ['application-not-found'],
})
