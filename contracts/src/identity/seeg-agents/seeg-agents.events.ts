import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

export const SeegAgentsImported = defineEvent({
  context: 'identity',
  category: 'seegAgents',
  type: 'SeegAgentsImported',
  summary: 'The staff directory was brought to what a file says; names stay out of the log.',
  data: {
    /** SHA-256 of the file, hexadecimal: the same file again changes nothing. */
    checksum: z.string(),
    agents: z.number().int(),
    fixed_term: z.number().int(),
    /** Name of the file, without its folder. */
    source: z.string(),
  },
})

export const seegAgentsEvents = [SeegAgentsImported] as const
export type SeegAgentsEvent = EventOf<(typeof seegAgentsEvents)[number]>
