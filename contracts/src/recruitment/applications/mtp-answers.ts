import { z } from 'zod'

export const mtpAnswersSchema = z.object({
  reponses_metier: z.array(z.string()),
  reponses_talent: z.array(z.string()),
  reponses_paradigme: z.array(z.string()),
})
export type MtpAnswers = z.infer<typeof mtpAnswersSchema>

/** Accepts the keys of both client generations (recruitment-clients: `mtp_answers`). */
export const mtpAnswersInput = z.preprocess((value) => {
  if (typeof value !== 'object' || value === null) return value
  const input = value as Record<string, unknown>
  return {
    reponses_metier: input.reponses_metier ?? input.metier ?? [],
    reponses_talent: input.reponses_talent ?? input.talent ?? [],
    reponses_paradigme: input.reponses_paradigme ?? input.paradigme ?? [],
  }
}, mtpAnswersSchema)
