/** `npm run campaigns -- import FILE`: puts campaigns into the calendar that were held before, for operators. */
import { readFileSync } from 'node:fs'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { runOperation } from '@one-hcm/platform/lifecycle/operation'
import { importCampaigns } from './import-campaigns.ts'

const [operation, file, ...rest] = process.argv.slice(2)
if (operation === 'import' && file !== undefined && rest.length === 0)
  await runOperation('campaigns', async ({ log }) =>
    importCampaigns(
      {
        executor: createCommandExecutor(log),
        now: () => new Date().toISOString(),
        print: (line) => console.log(line),
      },
      readFileSync(file, 'utf8'),
    ),
  )
else {
  console.error('Usage: npm run campaigns -- import FILE, where FILE is JSON as in samples/campaigns/seeg.json')
  process.exitCode = 2
}
