import { matriculeInput, text } from '@one-hcm/contracts/identity/users/person-input'
import type { SeegAgent } from '../agent-directory.ts'
import { readCsv } from './read-csv.ts'

export type ReadAgents = { agents: SeegAgent[]; problems: { line: number; problem: string }[] }

const COLUMNS = ['matricule', 'nom', 'prenom'] as const
const FIXED_TERM = 'cdd'
const YES = /^(1|oui|o|true|vrai|x|cdd)$/i
const NO = /^(|0|non|n|false|faux|cdi)$/i
const name = text(1, 100)

/**
 * Agents of a file with the columns `matricule`, `nom`, `prenom` and, if there is one, `cdd` (oui or non), in any order.
 * Every line that cannot be used is named with the reason.
 */
export function readAgents(csv: string): ReadAgents {
  const [header, ...records] = readCsv(csv)
  const names = (header?.fields ?? []).map(plain)
  const missing = COLUMNS.filter((column) => !names.includes(column))
  if (missing.length > 0)
    return { agents: [], problems: [{ line: 1, problem: `colonne absente : ${missing.join(', ')}` }] }

  const agents = new Map<number, SeegAgent>()
  const problems: ReadAgents['problems'] = []
  for (const { line, fields } of records) {
    const value = (column: string) => (fields[names.indexOf(column)] ?? '').trim()
    const matricule = matriculeInput.safeParse(value('matricule'))
    const [nom, prenom] = [name.safeParse(value('nom')), name.safeParse(value('prenom'))]
    const cdd = names.includes(FIXED_TERM) ? value(FIXED_TERM) : ''
    const refuse = (problem: string) => problems.push({ line, problem })
    if (!matricule.success || matricule.data === null) refuse(`matricule incorrect : « ${value('matricule')} »`)
    else if (!nom.success || !prenom.success) refuse('nom ou prénom absent, ou trop long')
    else if (!YES.test(cdd) && !NO.test(cdd)) refuse(`cdd doit être oui ou non : « ${cdd} »`)
    else if (agents.has(matricule.data)) refuse(`matricule ${matricule.data} déjà donné plus haut`)
    else
      agents.set(matricule.data, {
        matricule: matricule.data,
        nom: nom.data,
        prenom: prenom.data,
        fixedTerm: YES.test(cdd),
      })
  }
  return { agents: [...agents.values()], problems }
}

const plain = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
