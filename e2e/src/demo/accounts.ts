import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type Account = { role: string; email: string; password: string }

/** The accounts that demos have made on one system, kept beside its data so that the next demo can log in. */
export type Accounts = {
  find(role: string): Account | undefined
  keep(account: Account): void
  all(): readonly Account[]
}

export function openAccounts(file: string): Accounts {
  const accounts = read(file)
  return {
    find: (role) => accounts.findLast((account) => account.role === role),
    keep: (account) => {
      accounts.push(account)
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
      // The mode above counts only for a new file.
      chmodSync(file, 0o600)
    },
    all: () => accounts,
  }
}

function read(file: string): Account[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Account[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
