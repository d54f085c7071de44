import { expect, test } from '@jest/globals'
import { systemForSuite } from '../suite-system.ts'
import { playRoleJourneys } from './role-journeys.ts'

const ORIGIN = 'https://recrutement.example.org'
const suite = systemForSuite({ shape: 'one-process', env: { ALLOWED_ORIGINS: ORIGIN } })

playRoleJourneys(suite)

test.each(['/api/v1/applications/', '/api/v1/auth/login', '/api/v1/jobs'])(
  'a browser may send Authorization and Content-Type to %s, and no stranger’s page may',
  async (path) => {
    const preflight = (origin: string) =>
      suite.client.call('OPTIONS', path, {
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      })
    const { status, headers } = await preflight(ORIGIN)
    expect([status, headers.get('Access-Control-Allow-Origin')]).toEqual([204, ORIGIN])
    expect(headers.get('Access-Control-Allow-Headers')?.toLowerCase()).toMatch(/authorization.*content-type/)
    expect((await preflight('https://elsewhere.example')).headers.get('Access-Control-Allow-Origin')).toBeNull()
  },
)

test('read models and lake are what a fresh replay gives after all of it', async () => {
  for (const command of ['projections', 'lake'] as const) {
    const { code, stdout, stderr } = await suite.system.operator(command, 'verify')
    expect({ command, code, said: code === 0 ? '' : stdout + stderr }).toEqual({ command, code: 0, said: '' })
  }
}, 120_000)
