import { z } from 'zod'
import { defineRoute, everyone } from '../../kernel/route.ts'
import { type LiveResource, liveResources } from './live-change.ts'

const resourceList = z
  .string()
  .max(200)
  .transform((list, context): LiveResource[] => {
    const parsed = z.array(z.enum(liveResources)).safeParse(list.split(',').map((word) => word.trim()))
    if (parsed.success) return parsed.data
    context.addIssue({ code: 'custom', message: `must be a list of ${liveResources.join(', ')}` })
    return z.NEVER
  })

export const openLiveEventsRoute = defineRoute({
  name: 'openLiveEvents',
  context: 'notifications',
  method: 'get',
  path: '/api/v1/live/events',
  summary:
    'What changes, as it changes (server-sent events): resumes after `Last-Event-ID`, shows what the caller may see',
  access: everyone,
  opensByTicket: true,
  query: z.object({
    ticket: z
      .string()
      .max(100)
      .optional()
      .meta({ description: 'A stream ticket instead of the Authorization header; it opens one stream' }),
    last_event_id: z
      .string()
      .regex(/^\d{1,19}$/)
      .optional()
      .meta({ description: 'For clients that cannot send `Last-Event-ID`: the position to go on after' }),
    resources: resourceList.optional().meta({ description: 'Comma-separated; everything without it' }),
  }),
  contentType: 'text/event-stream',
  refusals: ['too-many-streams'],
})
