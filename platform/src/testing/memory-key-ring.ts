import { randomBytes } from 'node:crypto'
import { type KeyRing, PersonErased, type PersonKey } from '../privacy/key-ring.ts'

/** A key ring without a database, for tests of what stands on one. Forgets everything with the process. */
export function createMemoryKeyRing(): KeyRing {
  const keys = new Map<string, PersonKey>()
  return {
    keyForWriting: async (personId) => {
      const key = keys.get(personId) ?? randomBytes(32)
      if (key === 'destroyed') throw new PersonErased(personId)
      keys.set(personId, key)
      return key
    },
    keysForReading: async (personIds) => {
      const found = new Map<string, PersonKey>()
      for (const id of personIds) {
        const key = keys.get(id)
        if (key) found.set(id, key)
      }
      return found
    },
    destroy: async (personId) => {
      keys.set(personId, 'destroyed')
    },
  }
}
