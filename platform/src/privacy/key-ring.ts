import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import type { Migration } from '../postgres/migrate.ts'
import { openBytes, sealBytes } from './sealing.ts'

const KEY_BYTES = 32
/** A destroyed key is unusable everywhere at the latest after this time (reliability §4). */
const CACHE_MS = 60_000
const CACHED_KEYS_MAX = 20_000

/** A person's key, or `destroyed` when the person was erased. */
export type PersonKey = Buffer | 'destroyed'

/** The keys database knows nothing of a person whose data is sealed: it was lost or restored from too old a backup. */
export class PersonKeyMissing extends Error {
  override name = 'PersonKeyMissing'
  constructor(personId: string) {
    super(`No key for person ${personId}`)
  }
}

/** Sealing was asked for a person who was erased: a late command must not give them a new key. */
export class PersonErased extends Error {
  override name = 'PersonErased'
  constructor(personId: string) {
    super(`Person ${personId} is erased`)
  }
}

/**
 * One data key per person, wrapped by the master key, in a database of its own (design §3). Keys for writing are
 * created on first use and are durable before they are returned.
 */
export type KeyRing = {
  keyForWriting(personId: string): Promise<Buffer>
  /** Keys of all the given people in one query; a person whose key was lost is not in the answer. */
  keysForReading(personIds: Iterable<string>): Promise<ReadonlyMap<string, PersonKey>>
  /** Makes everything sealed for the person unreadable for ever, and refuses new keys for that person. */
  destroy(personId: string): Promise<void>
}

export const keyRingMigrations: readonly Migration[] = [
  {
    name: '0001_person_keys',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('person_keys', (table) => {
        table.text('person_id').primary()
        table.binary('wrapped_key')
        table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(db.fn.now())
        table.timestamp('destroyed_at', { useTz: true })
      })
    },
  },
]

export function createKeyRing(
  pool: pg.Pool,
  masterKey: Buffer,
  { cachedMax = CACHED_KEYS_MAX, cacheMs = CACHE_MS } = {},
): KeyRing {
  const cache = new LRUCache<string, PersonKey>({ max: cachedMax, ttl: cacheMs })

  /** What the database knows of people: answered from here, since the cache may have let go of it by then. */
  const load = async (personIds: string[]): Promise<Map<string, PersonKey>> => {
    const { rows } = await pool.query<{ person_id: string; wrapped_key: Buffer | null }>({
      name: 'person-keys',
      text: 'select person_id, wrapped_key from hcm.person_keys where person_id = any($1::text[])',
      values: [personIds],
    })
    const loaded = new Map<string, PersonKey>()
    for (const { person_id, wrapped_key } of rows)
      loaded.set(person_id, wrapped_key ? unwrap(masterKey, person_id, wrapped_key) : 'destroyed')
    for (const [personId, key] of loaded) cache.set(personId, key)
    return loaded
  }

  return {
    keyForWriting: async (personId) => {
      let key = cache.get(personId)
      if (key === undefined) {
        await pool.query({
          name: 'person-key-create',
          text: 'insert into hcm.person_keys (person_id, wrapped_key) values ($1, $2) on conflict do nothing',
          values: [personId, wrap(masterKey, personId, randomBytes(KEY_BYTES))],
        })
        key = (await load([personId])).get(personId)
      }
      if (key === undefined) throw new PersonKeyMissing(personId)
      if (key === 'destroyed') throw new PersonErased(personId)
      return key
    },
    keysForReading: async (personIds) => {
      const keys = new Map<string, PersonKey>()
      const unknown: string[] = []
      for (const id of new Set(personIds)) {
        const key = cache.get(id)
        if (key === undefined) unknown.push(id)
        else keys.set(id, key)
      }
      if (unknown.length > 0) for (const [id, key] of await load(unknown)) keys.set(id, key)
      return keys
    },
    destroy: async (personId) => {
      await pool.query(
        `insert into hcm.person_keys (person_id, destroyed_at) values ($1, now())
         on conflict (person_id) do update set wrapped_key = null, destroyed_at = now()`,
        [personId],
      )
      cache.set(personId, 'destroyed')
    },
  }
}

function wrap(masterKey: Buffer, personId: string, key: Buffer): Buffer {
  return sealBytes(masterKey, key, `person-key|${personId}`)
}

function unwrap(masterKey: Buffer, personId: string, wrapped: Buffer): Buffer {
  return openBytes(masterKey, wrapped, `person-key|${personId}`)
}
