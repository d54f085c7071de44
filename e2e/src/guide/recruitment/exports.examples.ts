import type { Chapter } from '../example.ts'

/** Exports to the lake on demand (recruitment §4.11, §4.12). */
export const exports: Chapter = {
  title: 'Exports to the lake',
  about:
    'Everything that happens is exported by itself. These calls ask for one application once more, and show what came of it.',
  examples: [
    {
      route: 'applicationSubmittedWebhook',
      title: 'The trigger of existing clients, with the shared secret',
      headers: { 'X-Webhook-Token': '{webhook-secret}' },
      json: { application_id: '{application}', last_watermark: null },
      status: 202,
      equals: { success: true, 'data.application_id': '{application}', 'data.exported_to_blob': true },
      holds: ['data.tables_exported.fact_applications', 'data.documents_count', 'data.total_size_mb'],
    },
    {
      route: 'applicationSubmittedWebhook',
      title: 'With another secret, or none',
      headers: { 'X-Webhook-Token': 'guessed' },
      json: { application_id: '{application}' },
      status: 401,
      equals: { code: 'webhook-refused' },
    },
    {
      route: 'replayExport',
      title: 'The same for administrators',
      as: 'admin',
      path: { id: '{other-application}' },
      status: 202,
      equals: { 'data.application_id': '{other-application}', 'data.trigger': 'replay', 'data.status': 'requested' },
    },
    {
      route: 'listExports',
      title: 'What was asked for, and what came of it',
      as: 'admin',
      query: { application_id: '{application}' },
      status: 200,
      equals: { total: 1, 'data.0.status': 'completed', 'data.0.trigger': 'webhook' },
    },
  ],
}
