import { expect, test } from '@jest/globals'
import { updateProfileRoute } from './update-profile.route.ts'

const body = updateProfileRoute.body!
const skillsOf = (skills: unknown) => body.parse({ skills }).skills

test.each([
  [
    ['SIG', 'AutoCAD'],
    ['SIG', 'AutoCAD'],
  ],
  ['["SIG","AutoCAD"]', ['SIG', 'AutoCAD']],
  ['[]', []],
  ['no JSON at all', []],
])('W-48: skills are a list, whatever older clients send: %j', (given, wanted) => {
  expect(skillsOf(given)).toEqual(wanted)
})

test('W-48: what cannot be a list of skills is refused before anything is written', () => {
  for (const skills of [[1], [{ name: 'SIG' }], ['']]) expect(body.safeParse({ skills }).success).toBe(false)
})
