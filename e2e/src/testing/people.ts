import { randomUUID } from 'node:crypto'
import { type Client, expectStatus, textAt } from './client.ts'

/** Somebody with an account who is logged in. */
export type Person = { id: string; email: string; password: string; token: string }

export const PASSWORD = 'Une-Phrase-Longue-2026!'

/** An address that no earlier run has used. */
export const uniqueEmail = (name: string, domain = 'example.org'): string =>
  `${name}.${randomUUID().slice(0, 8)}@${domain}`

export async function logIn(client: Client, email: string, password = PASSWORD): Promise<Person> {
  const answer = expectStatus(await client.post('/api/v1/auth/login', { json: { email, password } }), 200)
  return { id: textAt(answer, 'user', 'id'), email, password, token: textAt(answer, 'access_token') }
}

/** The first administrator of a new system, logged in. */
export async function createFirstAdmin(client: Client, bootstrapToken: string): Promise<Person> {
  const email = uniqueEmail('admin')
  const json = {
    bootstrap_token: bootstrapToken,
    email,
    password: PASSWORD,
    first_name: 'Ada',
    last_name: 'Administratrice',
  }
  expectStatus(await client.post('/api/v1/auth/create-first-admin', { json }), 200, 201)
  return logIn(client, email)
}

/** A colleague in the role given, made by an administrator and logged in. */
export async function createColleague(client: Client, admin: Person, role: string): Promise<Person> {
  const email = uniqueEmail(role)
  const json = { email, password: PASSWORD, first_name: 'Rachel', last_name: `Rôle ${role}`, role }
  expectStatus(await client.post('/api/v1/auth/create-user', { token: admin.token, json }), 200, 201)
  return logIn(client, email)
}

/** The sign-up form of an external candidate. */
export const signUpForm = (changes: Readonly<Record<string, unknown>> = {}) => ({
  email: uniqueEmail('candidate'),
  password: PASSWORD,
  first_name: 'Camille',
  last_name: 'Candidate',
  date_of_birth: '1990-05-17',
  sexe: 'F',
  candidate_status: 'externe',
  ...changes,
})

/** A candidate who may apply at once, logged in. */
export async function signUpCandidate(
  client: Client,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Person> {
  const form = signUpForm(changes)
  expectStatus(await client.post('/api/v1/auth/signup', { json: form }), 201)
  return logIn(client, form.email)
}

/** A number that no staff has; sign-ups need it to be unknown to the directory or the directory to be open. */
export const uniqueMatricule = (): number => 100_000 + Math.floor(Math.random() * 899_999_999)
