import { accessRequestId } from '@one-hcm/contracts/identity/users/access-request'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import type { UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { Accepted } from '@one-hcm/platform/commands/executor'
import type { IdentityDependencies } from '../dependencies.ts'
import { type UserState, user } from '../users/user.ts'
import type { Account, NewAccount } from './accounts.ts'
import { settlePending, settleRegistration } from './settle-registration.ts'

export type OpenAccount = {
  userId: string
  email: string
  matricule: number | null
  password: string
  /** Whether the id can only have been made by this very command. */
  isNew: boolean
  decide(state: UserState, taken: Taken): Decision<UserEvent>
}

/** What other accounts hold already. */
export type Taken = { email: boolean; matricule: boolean }

type Opening = Pick<IdentityDependencies, 'accounts' | 'executor' | 'hashes' | 'passwords' | 'now'>

/** Pending rows of others that are settled before the address counts as taken. */
const SETTLED_MAX = 3

/**
 * Opens an account across both stores, in the order of design §3: pending row, event, confirmed row. A crash at either
 * arrow leaves a pending row, which is settled from the stream by whoever meets it or once it has aged; no address is
 * blocked for good and no account is left without credentials.
 */
export async function openAccount(
  dependencies: Opening,
  command: CommandContext,
  { userId, email, matricule, password, isNew, decide }: OpenAccount,
): Promise<Accepted<UserRow> | Refusal<RefusalCode>> {
  const { accounts, executor, hashes, passwords } = dependencies
  const key = {
    userId,
    emailHash: hashes.email(email),
    matriculeHash: matricule === null ? null : hashes.matricule(matricule),
    commandId: command.commandId,
  }

  const taken = takenBy(await rivalsOf(dependencies, key), key)
  // Judged once before anything is written: what other accounts or the rules forbid leaves no trace.
  const preview = decide(user.initialState, taken)
  if (isRefusal(preview)) return preview

  const passwordHash = await passwords.hash(password)
  if (isRefusal(passwordHash)) return passwordHash
  const requestId = preview.some(opensAccessRequest) ? accessRequestId(userId) : null
  const reserved = await reserve(dependencies, { ...key, passwordHash, accessRequestId: requestId })
  if (isRefusal(reserved)) return reserved

  const outcome = await executor.execute(command, {
    aggregate: user,
    id: userId,
    isNew,
    decide: (state) => decide(state, taken),
  })
  if (isRefusal(outcome)) {
    await settleRegistration(dependencies, userId)
    return outcome
  }
  await accounts.confirm(userId)
  return outcome
}

const opensAccessRequest = (event: UserEvent): boolean =>
  event.type === 'CandidateRegistered' && event.data.statut === 'en_attente'

/** Rows of other commands in the way, once those that are pending have been settled. */
export async function rivalsOf(
  dependencies: Pick<Opening, 'accounts' | 'executor' | 'now'>,
  key: Pick<NewAccount, 'userId' | 'matriculeHash' | 'commandId'> & { emailHash: string },
): Promise<Account[]> {
  const rivals = async (): Promise<Account[]> =>
    (await dependencies.accounts.inTheWayOf(key)).filter(({ commandId }) => commandId !== key.commandId)
  const met = await rivals()
  const pending = met.filter(({ state }) => state === 'pending')
  if (pending.length === 0) return met
  for (const account of pending) await settlePending(dependencies, account)
  return rivals()
}

export const takenBy = (
  rivals: readonly Account[],
  key: Pick<Account, 'userId' | 'emailHash' | 'matriculeHash'>,
): Taken => {
  const others = rivals.filter(({ userId }) => userId !== key.userId)
  return {
    email: others.some(({ emailHash }) => emailHash === key.emailHash),
    matricule: key.matriculeHash !== null && others.some((other) => other.matriculeHash === key.matriculeHash),
  }
}

/** Takes address and staff number. A row under the same id is no obstacle: the stream then says whose it is. */
async function reserve(dependencies: Opening, account: NewAccount): Promise<'reserved' | Refusal<RefusalCode>> {
  for (let attempt = 0; attempt < SETTLED_MAX; attempt++) {
    if (await dependencies.accounts.reserve(account)) return 'reserved'
    const rivals = await rivalsOf(dependencies, account)
    const taken = takenBy(rivals, account)
    if (taken.email) return refuse('email-already-used')
    if (taken.matricule) return refuse('matricule-already-used')
    const own = (await dependencies.accounts.inTheWayOf(account)).some(({ userId }) => userId === account.userId)
    if (own) return 'reserved'
  }
  return refuse('concurrent-change')
}
