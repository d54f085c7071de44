import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { at, expectStatus } from '../testing/client.ts'
import { signUpForm } from '../testing/people.ts'
import { systemForSuite } from './suite-system.ts'

const suite = systemForSuite({ shape: 'one-process', env: { BLOCK_UNKNOWN_MATRICULE: 'true' } })

test('an operator imports the staff directory, and internal candidates sign up with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'one-hcm-agents-'))
  try {
    const file = join(folder, 'agents.csv')
    writeFileSync(file, 'matricule;nom;prenom;cdd\n4821;Ndong;Awa;non\n77;Mba;Paul;oui\n')
    const signUp = (matricule: number) => {
      const changes = { candidate_status: 'interne', matricule, no_seeg_email: true }
      return suite.client.post('/api/v1/auth/signup', { json: signUpForm(changes) })
    }
    expect(at(await signUp(4821), 'code')).toBe('matricule-unknown')

    const dry = await suite.system.operator('agents', 'import', file, '--dry-run')
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('2 agent(s) lus, dont 1 en CDD')])
    expect(at(await signUp(4821), 'code')).toBe('matricule-unknown')

    expect((await suite.system.operator('agents', 'import', file)).code).toBe(0)
    expect(at(expectStatus(await signUp(4821), 201), 'statut')).toBe('en_attente')
    expect(at(await signUp(77), 'code')).toBe('matricule-fixed-term')
    const again = await suite.system.operator('agents', 'import', file)
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('déjà importé')])
    expect((await suite.system.operator('agents', 'import')).code).toBe(2)

    writeFileSync(file, 'matricule;nom;prenom\nabc;X;Y\n')
    const wrong = await suite.system.operator('agents', 'import', file)
    expect([wrong.code, wrong.stdout]).toEqual([1, expect.stringContaining('ligne 2')])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
