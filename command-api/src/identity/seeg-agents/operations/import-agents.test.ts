import { expect, test } from '@jest/globals'
import { given } from '@one-hcm/platform/testing/given'
import { recordImport } from '../record-import.ts'
import { seegAgents } from '../seeg-agents.ts'
import { parseCommand } from './command-line.ts'
import { readAgents } from './read-agents.ts'
import { readCsv } from './read-csv.ts'

test('CSV as spreadsheets write it', () => {
  expect(readCsv('\uFEFFa;b\r\n1;"x;""y""\nz"\r\n\r\n2;\r\n')).toEqual([
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fields: ['1', 'x;"y"\nz'] },
    { line: 5, fields: ['2', ''] },
  ])
  expect(readCsv('a,b\n1,2')).toHaveLength(2)
  expect(readCsv('')).toEqual([])
})

test('agents in any order of columns, fixed-term ones marked', () => {
  expect(readAgents('Prénom;NOM;Matricule;CDD\nAwa;Ndong;4821;non\nPaul;Mba;77;Oui\n').agents).toEqual([
    { matricule: 4821, nom: 'Ndong', prenom: 'Awa', fixedTerm: false },
    { matricule: 77, nom: 'Mba', prenom: 'Paul', fixedTerm: true },
  ])
})

test('every line that cannot be used is named with the reason', () => {
  const { agents, problems } = readAgents(
    'matricule,nom,prenom,cdd\nx,A,B,\n0,A,B,\n5,,B,\n6,A,B,peut-être\n7,A,B,\n7,A,B,\n',
  )
  expect(agents).toHaveLength(1)
  expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5, 7])
  expect(readAgents('nom,prenom\nA,B').problems).toEqual([{ line: 1, problem: 'colonne absente : matricule' }])
})

test('the same file is recorded once, another one and the first again are news', () => {
  const record = (checksum: string) => (state: { checksum: string | undefined }) =>
    recordImport(state, { checksum, agents: 2, fixedTerm: 1, source: 'agents.csv' })
  const imported = (checksum: string) => ({
    type: 'SeegAgentsImported' as const,
    data: { checksum, agents: 2, fixed_term: 1, source: 'agents.csv' },
  })
  given(seegAgents)
    .when(record('a'))
    .then([imported('a')])
  given(seegAgents, imported('a'), imported('b'))
    .when(record('a'))
    .then([imported('a')])
  given(seegAgents, imported('a')).when(record('a')).thenAlreadySo()
})

test('the command line', () => {
  expect(parseCommand(['import', 'a.csv'])).toEqual({ file: 'a.csv', dryRun: false })
  expect(parseCommand(['--dry-run', 'import', 'a.csv'])).toEqual({ file: 'a.csv', dryRun: true })
  for (const words of [[], ['import'], ['export', 'a.csv'], ['import', 'a', 'b'], ['import', '--force']])
    expect(parseCommand(words)).toBeUndefined()
})
