import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'

/** Whole years, both included (recruitment §2.1). */
const AGE_MIN = 18
const AGE_MAX = 100

/** Refuses a birth date (`YYYY-MM-DD`) of somebody too young or too old at the given time. */
export function refuseAge(dateOfBirth: string, now: string): Refusal<RefusalCode> | undefined {
  const age = ageAt(dateOfBirth, now)
  if (age >= AGE_MIN && age <= AGE_MAX) return undefined
  const message = `${AGE_MIN}–${AGE_MAX}`
  return refuse('age-not-allowed', { min: AGE_MIN, max: AGE_MAX }, [{ pointer: '/date_of_birth', message }])
}

export function ageAt(dateOfBirth: string, now: string): number {
  const years = Number(now.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))
  return now.slice(5, 10) < dateOfBirth.slice(5, 10) ? years - 1 : years
}
