import { z } from 'zod'
import { defineEvent } from '../../kernel/event.ts'
import { candidateProfileSchema } from './candidate-profile.ts'

const user = { context: 'identity', category: 'user' } as const

export const CandidateProfileCreated = defineEvent({
  ...user,
  type: 'CandidateProfileCreated',
  summary: 'A candidate has a profile: by filling it in, or by the first application, from what the account says.',
  data: { user_id: z.string(), profile_id: z.string(), profile: candidateProfileSchema },
  personal: { user_id: ['profile'] },
})

export const CandidateProfileUpdated = defineEvent({
  ...user,
  type: 'CandidateProfileUpdated',
  summary: 'A candidate changed their profile; it holds what is different from then on.',
  data: { user_id: z.string(), profile_id: z.string(), changes: candidateProfileSchema.partial() },
  personal: { user_id: ['changes'] },
})
