import { at, type Client, textAt } from '../testing/client.ts'
import { PASSWORD, type Person, signUpForm, uniqueEmail, uniqueMatricule } from '../testing/people.ts'
import type { Accounts } from './accounts.ts'
import { DemoError } from './demo-error.ts'
import type { Stage } from './stage.ts'
import { brief } from './terminal.ts'

export type Setting = {
  stage: Stage
  client: Client
  accounts: Accounts
  bootstrapToken: string | undefined
  companyDomain: string
}

const CANDIDATES = 'dimensions/dim_candidates'

/** The first administrator is created, or logs in when a former demo did so. */
export async function enterAdmin({ stage, accounts, bootstrapToken }: Setting): Promise<Person> {
  const known = accounts.find('admin')
  if (known) {
    stage.terminal.heading({ fr: 'L’administratrice se connecte', en: 'The admin logs in' })
    return logIn(stage, known.email, known.password)
  }
  stage.terminal.heading({
    fr: 'Le premier compte d’administration, avec le secret à usage unique',
    en: 'The first administrator, with the one-time secret',
  })
  if (bootstrapToken === undefined) {
    throw new DemoError(
      stage.terminal.language === 'fr'
        ? 'Le secret BOOTSTRAP_ADMIN_TOKEN est introuvable : donnez-le, ou DATA_DIR, dans l’environnement.'
        : 'BOOTSTRAP_ADMIN_TOKEN was not found: give it, or DATA_DIR, in the environment.',
    )
  }
  const email = uniqueEmail('admin')
  const answer = await stage.call('POST', '/api/v1/auth/create-first-admin', {
    json: { bootstrap_token: bootstrapToken, email, password: PASSWORD, first_name: 'Aline', last_name: 'Admin' },
    expect: [200, 201, 400, 403, 409],
    show: (given) => ({ code: at(given, 'code'), role: at(given, 'role') }),
  })
  if (answer.outcome !== 'ok') {
    throw new DemoError(
      stage.terminal.language === 'fr'
        ? `Pas de premier compte (${textAt(answer, 'code')}). S’il existe déjà, donnez DEMO_ADMIN_EMAIL et DEMO_ADMIN_PASSWORD.`
        : `No first account (${textAt(answer, 'code')}). If there is one already, give DEMO_ADMIN_EMAIL and DEMO_ADMIN_PASSWORD.`,
    )
  }
  accounts.keep({ role: 'admin', email, password: PASSWORD })
  const admin = await logIn(stage, email, PASSWORD)
  stage.reader = admin
  await stage.showEvents(answer)
  await stage.showRow(admin, `/api/v1/users/${admin.id}`, (row) => ({
    role: at(row, 'data', 'role'),
    statut: at(row, 'data', 'statut'),
  }))
  return admin
}

async function logIn(stage: Stage, email: string, password: string): Promise<Person> {
  const answer = await stage.call('POST', '/api/v1/auth/login', {
    json: { email, password },
    show: (given) => ({ token_type: at(given, 'token_type'), expires_in: at(given, 'expires_in') }),
  })
  return { id: textAt(answer, 'user', 'id'), email, password, token: textAt(answer, 'access_token') }
}

/** The admin opens an account in another role, or the one of a former demo logs in. */
export async function enterColleague(
  { stage, accounts }: Setting,
  admin: Person,
  role: 'recruiter' | 'auditor',
  heading: { fr: string; en: string },
): Promise<Person> {
  const known = accounts.find(role)
  if (known) {
    stage.terminal.heading(
      role === 'recruiter'
        ? { fr: 'Le recruteur se connecte', en: 'The recruiter logs in' }
        : { fr: 'L’auditeur se connecte', en: 'The auditor logs in' },
    )
    return logIn(stage, known.email, known.password)
  }
  stage.terminal.heading(heading)
  const email = uniqueEmail(role)
  const answer = await stage.call('POST', '/api/v1/auth/create-user', {
    token: admin.token,
    json: {
      email,
      password: PASSWORD,
      first_name: 'Remi',
      last_name: role === 'recruiter' ? 'Recruteur' : 'Auditeur',
      role,
    },
    show: (given) => ({ id: at(given, 'id'), role: at(given, 'role') }),
  })
  accounts.keep({ role, email, password: PASSWORD })
  await stage.showEvents(answer)
  await stage.showRow(admin, `/api/v1/users/${textAt(answer, 'id')}`, (row) => ({
    role: at(row, 'data', 'role'),
    statut: at(row, 'data', 'statut'),
  }))
  return logIn(stage, email, PASSWORD)
}

/** Signs up and shows where it went. Tokens are there when the account is active at once. */
async function signUp(
  { stage, accounts }: Setting,
  recruiter: Person,
  changes: Readonly<Record<string, unknown>>,
): Promise<Person> {
  const form = signUpForm(changes)
  const answer = await stage.call('POST', '/api/v1/auth/signup/candidate', {
    json: form,
    expect: [201],
    show: (given) => ({ id: at(given, 'user', 'id'), statut: at(given, 'user', 'statut') }),
  })
  const id = textAt(answer, 'user', 'id')
  const statut = textAt(answer, 'user', 'statut')
  accounts.keep({ role: `candidate, ${form.candidate_status}`, email: form.email, password: form.password })
  await stage.showEvents(answer)
  await stage.showRow(recruiter, `/api/v1/users/${id}`, (row) => ({
    email: at(row, 'data', 'email'),
    statut: at(row, 'data', 'statut'),
  }))
  await stage.showLake(CANDIDATES, id, (row) => row.statut === statut)
  return { id, email: form.email, password: form.password, token: String(at(answer, 'access_token') ?? '') }
}

/** Somebody from outside is a candidate at once. */
export async function signUpExternal(setting: Setting, recruiter: Person): Promise<Person> {
  setting.stage.terminal.heading({ fr: 'Une candidate externe s’inscrit', en: 'An external candidate signs up' })
  return signUp(setting, recruiter, { first_name: 'Clarisse', last_name: 'Externe', phone: '+241 00 00 00 01' })
}

/** A colleague with a company address is one too. */
export async function signUpInternal(setting: Setting, recruiter: Person): Promise<void> {
  setting.stage.terminal.heading({
    fr: 'Un candidat interne s’inscrit avec son adresse de l’entreprise',
    en: 'An internal candidate signs up with a company address',
  })
  await signUp(setting, recruiter, {
    first_name: 'Idriss',
    last_name: 'Interne',
    email: uniqueEmail('interne', setting.companyDomain),
    candidate_status: 'interne',
    matricule: uniqueMatricule(),
  })
}

/** Opens an access request and returns its id and whose it is. */
async function requestAccess(setting: Setting, recruiter: Person): Promise<{ requestId: string; person: Person }> {
  const person = await signUp(setting, recruiter, {
    first_name: 'Sylvie',
    last_name: 'Sans-Adresse',
    candidate_status: 'interne',
    matricule: uniqueMatricule(),
    no_seeg_email: true,
  })
  const list = await setting.stage.call('GET', '/api/v1/access-requests?status_filter=pending&limit=500', {
    token: recruiter.token,
    quiet: true,
  })
  const requests = at(list, 'data') as { id: string; user_id: string }[]
  const own = requests.find(({ user_id }) => user_id === person.id)
  if (!own) throw new DemoError('The access request does not appear in the list.')
  setting.stage.terminal.line(
    { fr: 'demande', en: 'request' },
    `access request ${own.id}  ${brief({ pending_count: at(list, 'pending_count') })}`,
  )
  return { requestId: own.id, person }
}

/** One without waits for a recruiter, who lets them in. */
export async function approveWithoutCompanyEmail(setting: Setting, recruiter: Person): Promise<void> {
  const { stage } = setting
  stage.terminal.heading({
    fr: 'Une interne sans adresse de l’entreprise s’inscrit : une demande d’accès s’ouvre',
    en: 'An internal candidate without company address signs up: an access request opens',
  })
  const { requestId, person } = await requestAccess(setting, recruiter)
  stage.terminal.heading({ fr: 'Le recruteur accepte la demande', en: 'The recruiter approves the request' })
  const answer = await stage.call('POST', '/api/v1/access-requests/approve', {
    token: recruiter.token,
    json: { request_id: requestId },
    show: (given) => ({ status: at(given, 'data', 'status') }),
  })
  await stage.showEvents(answer)
  await stage.showRow(recruiter, `/api/v1/users/${person.id}`, (row) => ({ statut: at(row, 'data', 'statut') }))
  await stage.showLake(CANDIDATES, person.id, (row) => row.statut === 'actif')
}

/** Or does not, and says why. */
export async function rejectWithoutCompanyEmail(setting: Setting, recruiter: Person): Promise<void> {
  const { stage } = setting
  stage.terminal.heading({ fr: 'Une autre demande d’accès …', en: 'Another access request …' })
  const { requestId, person } = await requestAccess(setting, recruiter)
  stage.terminal.heading({ fr: '… est refusée, avec un motif', en: '… is rejected, with a reason' })
  const answer = await stage.call('POST', '/api/v1/access-requests/reject', {
    token: recruiter.token,
    json: { request_id: requestId, rejection_reason: 'Le matricule ne correspond pas au nom donné.' },
    show: (given) => ({ status: at(given, 'data', 'status') }),
  })
  await stage.showEvents(answer)
  await stage.showRow(recruiter, `/api/v1/users/${person.id}`, (row) => ({ statut: at(row, 'data', 'statut') }))
  await stage.showLake(CANDIDATES, person.id, (row) => row.statut === 'bloqué')
}
