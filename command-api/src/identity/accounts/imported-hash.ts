import { verifySync } from '@node-rs/bcrypt'

/** The platform that people come from hashed with bcrypt, and cut passwords at 72 bytes (recruitment §2.1). */
const BCRYPT = /^\$2[abxy]\$/
const CUT_AT = 72

/** Whether a hash came with an imported account; it is replaced at the next login. */
export const isImportedHash = (stored: string): boolean => BCRYPT.test(stored)

/** Checks a password as the former platform did. */
export function verifyImported(stored: string, password: string): boolean {
  const cut = Buffer.from(password).subarray(0, CUT_AT)
  // A zero byte ends a password in bcrypt: what comes after it would not matter.
  return !cut.includes(0) && verifySync(cut, stored)
}
