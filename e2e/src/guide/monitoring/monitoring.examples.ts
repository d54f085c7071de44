import type { Chapter } from '../example.ts'

/** How the system is, and what it is. */
export const monitoring: Chapter = {
  title: 'Monitoring',
  about: 'Probes need no token; `/health`, `/health/live`, `/health/ready` and `/ping` answer on each service.',
  examples: [
    { route: 'getWelcome', title: 'What answers here', status: 200, equals: { status: 'ok', docs: '/docs' } },
    { route: 'getStatus', title: 'The API answers', status: 200, equals: { status: 'ok' } },
    { route: 'getMonitoringHealth', title: 'In short, for everybody', status: 200, equals: { status: 'ok' } },
    {
      route: 'getMonitoringHealth',
      title: 'In full, for administrators',
      as: 'admin',
      status: 200,
      equals: { 'services.database': 'ok', 'services.event_store': 'ok' },
      holds: ['system.cpu_percent'],
    },
    {
      route: 'getMonitoringStats',
      title: 'What this instance has done',
      as: 'admin',
      status: 200,
      holds: ['requests.answered', 'read_models'],
    },
    {
      route: 'getInfo',
      title: 'What it offers and within which limits',
      as: 'admin',
      status: 200,
      equals: { 'limits.document_max_bytes': 10_485_760 },
    },
    { route: 'getInfo', title: 'For nobody else', as: 'recruiter', status: 403, equals: { code: 'forbidden' } },
  ],
}
