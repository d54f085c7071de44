import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { PerformCommand } from './run-policies.ts'

/** What each command of a policy does. */
export const performCommand: PerformCommand = async (_executor, _context, command) => {
  switch (command.type) {
    case 'OpenProtocol1Evaluation':
      return refuse('application-not-found')
  }
}
