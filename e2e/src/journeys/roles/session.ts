import { randomUUID } from 'node:crypto'
import {
  type Answer,
  at,
  type CallOptions,
  type Client,
  consistencyOf,
  expectStatus,
  summaryOf,
} from '../../testing/client.ts'
import { logIn, PASSWORD } from '../../testing/people.ts'

/**
 * Two generations of clients. Old ones send `Authorization` and `Content-Type` and nothing else, put a slash behind
 * collections, and read right after they write. New ones name each write, send it twice as if the first answer had got
 * lost, and read what their last write left.
 */
export type Generation = 'old' | 'new'

type Body = Pick<CallOptions, 'json' | 'raw'>

/** Somebody at a screen: calls as their client makes them, and fails on an answer that the screen could not show. */
export type Session = {
  readonly generation: Generation
  /** Undefined for visitors. */
  readonly id: string | undefined
  read(path: string, status?: number): Promise<Answer>
  /** The value at a place of what is read. */
  see(path: string, ...place: (string | number)[]): Promise<unknown>
  write(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: Body, status?: number): Promise<Answer>
  /** The same screen after a login. */
  enter(email: string, password?: string): Promise<Session>
}

export function openSession(client: Client, generation: Generation, person?: { id: string; token: string }): Session {
  let seen: string | undefined
  const token = person?.token

  const read: Session['read'] = async (path, status = 200) => {
    const consistency = generation === 'new' ? seen : undefined
    return expectStatus(await client.get(asWritten(path, generation), { token, consistency }), status)
  }

  const write: Session['write'] = async (method, path, body = {}, status = 200) => {
    const address = asWritten(path, generation)
    if (generation === 'old') return expectStatus(await client.call(method, address, { token, ...body }), status)
    const named = { token, ...body, idempotencyKey: randomUUID() }
    const first = expectStatus(await client.call(method, address, named), status)
    if (ENDS_SESSION.test(path)) return first
    const again = expectStatus(await client.call(method, address, named), status)
    if (at(first, 'data', 'id') !== at(again, 'data', 'id') || at(first, 'id') !== at(again, 'id'))
      throw new Error(`The repeat of ${method} ${path} had another answer: ${summaryOf(first)} ${summaryOf(again)}`)
    seen = consistencyOf(first) ?? seen
    return first
  }

  return {
    generation,
    id: person?.id,
    read,
    see: async (path, ...place) => at(await read(path), ...place),
    write,
    enter: async (email, password = PASSWORD) => openSession(client, generation, await logIn(client, email, password)),
  }
}

/** After these the token is no longer good for a repeat. */
const ENDS_SESSION = /\/auth\/(change-password|logout)$/

/** Old clients put a slash behind each path; a query comes after it. */
const asWritten = (path: string, generation: Generation): string =>
  generation === 'old' ? path.replace(/(?<!\/)(\?|$)/, '/$1') : path
