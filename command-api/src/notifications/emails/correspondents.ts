import { liveGeneration } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import type { FactSource, PersonFacts } from './mail-facts.ts'

/** Whom staff may write to (W-11): nobody but the candidates of applications, and colleagues in copy. */
export type Correspondents = {
  /** The candidate with this address, when the application is theirs, or, without one, when they have any. */
  candidate(address: string, applicationId: string | null): Promise<PersonFacts | undefined>
  /** Ids of the people with these addresses, each a colleague or a candidate; undefined when one is neither. */
  copies(addresses: readonly string[]): Promise<string[] | undefined>
}

export type CorrespondentSources = {
  facts: Pick<FactSource, 'person' | 'application'>
  /** The account that an address belongs to. */
  accountOf(address: string): Promise<string | undefined>
  hasApplied(userId: string): Promise<boolean>
}

const COLLEAGUES: readonly string[] = ['admin', 'recruiter', 'observer']

export function createCorrespondents({ facts, accountOf, hasApplied }: CorrespondentSources): Correspondents {
  const find = async (address: string): Promise<PersonFacts | undefined> => {
    const userId = await accountOf(address)
    const person = userId === undefined ? undefined : await facts.person(userId)
    // The table of addresses says who has it now; the account itself has to agree.
    return person?.email?.toLowerCase() === address.trim().toLowerCase() ? person : undefined
  }
  return {
    candidate: async (address, applicationId) => {
      const person = await find(address)
      if (!person) return undefined
      if (applicationId === null) return (await hasApplied(person.id)) ? person : undefined
      const application = await facts.application(applicationId)
      return application?.candidate_id === person.id ? person : undefined
    },
    copies: async (addresses) => {
      const ids = await Promise.all(
        addresses.map(async (address) => {
          const person = await find(address)
          if (!person) return undefined
          return COLLEAGUES.includes(person.role) || (await hasApplied(person.id)) ? person.id : undefined
        }),
      )
      return ids.includes(undefined) ? undefined : [...new Set(ids as string[])]
    },
  }
}

/**
 * Whether a person has an application. No stream says it: an application's own is named by candidate and offer. So the read
 * models are asked; they may be a moment behind, and then refuse what the next try accepts (decision 0020).
 */
export async function hasApplied(pool: pg.Pool, userId: string): Promise<boolean> {
  const live = await liveGeneration(pool)
  if (!live) return false
  const { rowCount } = await pool.query(`select 1 from ${live.schema}.applications where candidate_id = $1 limit 1`, [
    userId,
  ])
  return rowCount === 1
}
