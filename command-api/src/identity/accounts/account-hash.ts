import { createHmac } from 'node:crypto'

/** Keyed hashes that make addresses and staff numbers unique without showing them (design §3). */
export type AccountHashes = {
  /** Of the address in lower case, without surrounding blanks. */
  email(address: string): string
  matricule(matricule: number): string
}

/** The key must outlive every account: with another one nobody is found any more. */
export function createAccountHashes(key: Buffer): AccountHashes {
  const hashOf = (kind: string, value: string) =>
    createHmac('sha256', key).update(`${kind}\u0000${value}`).digest('base64url')
  return {
    email: (address) => hashOf('email', address.trim().toLowerCase()),
    matricule: (matricule) => hashOf('matricule', String(matricule)),
  }
}
