import { expect, test } from '@jest/globals'
import { logInRoute } from '../sessions/log-in.route.ts'
import { listAccessRequestsRoute } from './list-access-requests.route.ts'
import { birthDateInput, emailInput, matriculeInput, optionalText, passwordInput, text } from './person-input.ts'
import { signUpBody } from './sign-up.route.ts'
import { roleInput } from './user-role.ts'

const person = {
  email: ' Awa.Ndong@Example.COM ',
  password: 'Mot-de-passe-2026',
  first_name: ' Awa ',
  last_name: 'Ndong',
  date_of_birth: '1990-05-17',
  sexe: 'F',
}

test('a sign-up needs little; the rest is none', () => {
  expect(signUpBody.parse(person)).toEqual({
    ...person,
    email: 'awa.ndong@example.com',
    first_name: 'Awa',
    phone: null,
    candidate_status: null,
    matricule: null,
    no_seeg_email: false,
    adresse: null,
    poste_actuel: null,
    annees_experience: null,
  })
})

test.each(['email', 'password', 'first_name', 'last_name', 'date_of_birth', 'sexe'])('%s is required', (field) => {
  expect(signUpBody.safeParse({ ...person, [field]: undefined }).success).toBe(false)
})

test.each([
  ['12 characters of four kinds', 'Abcdefghij1!', true],
  ['64 characters', `Aa1!${'x'.repeat(60)}`, true],
  ['accents count as letters', 'Élèveéééééé1!', true],
  ['too short', 'Abcdefghi1!', false],
  ['no upper case', 'abcdefghij1!', false],
  ['no lower case', 'ABCDEFGHIJ1!', false],
  ['no digit', 'Abcdefghijk!', false],
  ['no special character', 'Abcdefghij12', false],
  ['a zero byte', 'Abcdefghij1!\u0000', false],
  ['ten kilobytes', `Aa1!${'x'.repeat(10_000)}`, false],
])('A9: password: %s', (_, password, accepted) => {
  expect(passwordInput.safeParse(password).success).toBe(accepted)
})

test.each([
  [0, null],
  ['0', null],
  ['', null],
  [undefined, null],
  [null, null],
  [4821, 4821],
  ['4821', 4821],
])('matricule %p means %p', (given, meant) => {
  expect(matriculeInput.parse(given)).toBe(meant)
})

test.each(['abc', -1, 1.5, '12 34', {}, 2 ** 31])('matricule %p is none', (given) => {
  expect(matriculeInput.safeParse(given).success).toBe(false)
})

test('birth dates may come as timestamps, and must exist', () => {
  expect(birthDateInput.parse('1990-05-17T00:00:00Z')).toBe('1990-05-17')
  expect(birthDateInput.safeParse('1990-02-30').success).toBe(false)
})

test('text keeps what can be stored', () => {
  expect(text(1, 10).safeParse('a\u0000b').success).toBe(false)
  expect(text(1, 10).safeParse('\ud800').success).toBe(false)
  expect(text(1, 10).safeParse('   ').success).toBe(false)
  expect(text(1, 10).parse('é 😀\nx')).toBe('é 😀\nx')
  for (const none of ['', '  ', null, undefined]) expect(optionalText(10).parse(none)).toBeNull()
})

test('e-mail addresses are checked by syntax and put into lower case', () => {
  expect(emailInput.parse('A@B.CO')).toBe('a@b.co')
  expect(emailInput.safeParse('a@b').success).toBe(false)
})

test('D-23: roles are understood in both languages', () => {
  expect(roleInput.parse('recruteur')).toBe('recruiter')
  expect(roleInput.parse('auditor')).toBe('auditor')
  expect(roleInput.safeParse('root').success).toBe(false)
})

test('login takes the e-mail address under both names', () => {
  expect(logInRoute.body!.parse({ username: 'a@b.co', password: 'x' })).toEqual({ email: 'a@b.co', password: 'x' })
  expect(logInRoute.body!.safeParse({ password: 'x' }).success).toBe(false)
  expect(logInRoute.body!.safeParse(null).success).toBe(false)
})

test('the inbox takes older names of its filters', () => {
  expect(listAccessRequestsRoute.query!.parse({ status: 'pending', viewed: 'false' })).toMatchObject({
    status_filter: 'pending',
    viewed_filter: false,
  })
})
