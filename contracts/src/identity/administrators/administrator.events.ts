import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

const administrators = { context: 'identity', category: 'administrators' } as const
const data = {
  user_id: z.string(),
  /** Of the person's own stream: an older one says nothing new. */
  user_revision: z.number().int(),
}

export const AdministratorListed = defineEvent({
  ...administrators,
  type: 'AdministratorListed',
  summary: 'A person counts as an active administrator from now on.',
  data,
})

export const AdministratorUnlisted = defineEvent({
  ...administrators,
  type: 'AdministratorUnlisted',
  summary: 'A person counts as an active administrator no more; somebody else still does.',
  data,
})

export const administratorEvents = [AdministratorListed, AdministratorUnlisted] as const
export type AdministratorEvent = EventOf<(typeof administratorEvents)[number]>
