export const usage = `npm run agents -- import FILE [--dry-run]

Brings the staff directory to what a CSV file says: columns matricule, nom, prenom and, if there is one, cdd (oui or non).
With --dry-run the file is read and judged, and nothing is written.`

export type AgentsCommand = { file: string; dryRun: boolean }

/** Undefined for anything that is no command. */
export function parseCommand(words: readonly string[]): AgentsCommand | undefined {
  const dryRun = words.includes('--dry-run')
  const [verb, file, ...rest] = words.filter((word) => word !== '--dry-run')
  return verb === 'import' && file && !file.startsWith('-') && rest.length === 0 ? { file, dryRun } : undefined
}
