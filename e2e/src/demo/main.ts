/**
 * `npm run demo [-- URL]`: plays the whole story over HTTP on a running system (`DEMO_URL`, http://127.0.0.1:8000) and
 * prints for each step what it led to. May be repeated. `DEMO_LANG=fr|en` chooses the language.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { operatorEnvironment } from '@one-hcm/platform/config/environment'
import { createClient, oneOrigin } from '../testing/client.ts'
import { openTap, type Tap } from '../testing/rabbit.ts'
import { openAccounts } from './accounts.ts'
import { DemoError } from './demo-error.ts'
import { openLake } from './lake.ts'
import { languageOf } from './language.ts'
import { createStage } from './stage.ts'
import { playStory } from './story.ts'
import { createTerminal } from './terminal.ts'

const DEFAULT_URL = 'http://127.0.0.1:8000'

const env = operatorEnvironment(process.cwd(), process.env)
const dataDir = resolve(env.DATA_DIR || '.data')
const url = new URL(process.argv[2] ?? env.DEMO_URL ?? DEFAULT_URL).origin
const terminal = createTerminal(languageOf(env), process.stdout)
const client = createClient(oneOrigin(url))
const accountsFile = join(dataDir, 'demo-accounts.json')
const accounts = openAccounts(accountsFile)
if (env.DEMO_ADMIN_EMAIL && env.DEMO_ADMIN_PASSWORD && !accounts.find('admin'))
  accounts.keep({ role: 'admin', email: env.DEMO_ADMIN_EMAIL, password: env.DEMO_ADMIN_PASSWORD })

let tap: Tap | undefined
try {
  terminal.say({ fr: `One HCM, la démonstration, sur ${url}`, en: `One HCM, the demo, on ${url}` })
  if ((await client.get('/health/ready')).status !== 200) {
    throw new DemoError(
      terminal.language === 'fr'
        ? `Rien n’est prêt sur ${url} : lancez « npm start » dans un autre terminal, ou donnez l’adresse.`
        : `Nothing is ready at ${url}: run 'npm start' in another terminal, or give its address.`,
    )
  }
  if (env.AMQP_URL) tap = await openTap(env.AMQP_URL, env.AMQP_PREFIX || 'one-hcm')
  const stage = createStage({ terminal, client, tap, lake: openLake(env) })
  await playStory({
    stage,
    client,
    accounts,
    bootstrapToken: env.BOOTSTRAP_ADMIN_TOKEN || keptToken(dataDir),
    companyDomain: env.SEEG_EMAIL_DOMAIN || 'seeg-gabon.com',
  })
  terminal.say({ fr: '\nC’est fait. Les comptes de démonstration :', en: '\nDone. The demo accounts:' })
  for (const { role, email, password } of accounts.all()) {
    const label = role.padEnd(24)
    terminal.say({ fr: `  ${label}${email}  ${password}`, en: `  ${label}${email}  ${password}` })
  }
  terminal.say({ fr: `(gardés dans ${accountsFile})`, en: `(kept in ${accountsFile})` })
} catch (error) {
  console.error(`\n${(error as Error).message}`)
  process.exitCode = 1
} finally {
  await tap?.close()
}

function keptToken(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'secrets', 'BOOTSTRAP_ADMIN_TOKEN'), 'utf8').trim()
  } catch {
    return undefined
  }
}
