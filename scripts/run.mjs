// The way into every root script. It runs on whatever Node started npm (20 or later): it installs what the lock file
// names, then hands over to the workspace's own Node 24, which runs TypeScript as it is.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const node24 = join(root, 'node_modules/node/bin/node')
const stamp = join(root, 'node_modules/.one-hcm-installed')

const commands = {
  start: ['embedded/src/all-in-one/main.ts'],
  test: ['scripts/test.ts'],
  demo: ['e2e/src/demo/main.ts'],
  'event-store': ['embedded/src/event-store/main.ts'],
  service: ['embedded/src/services/main.ts'],
  migrate: ['embedded/src/services/migrate.ts'],
  projections: ['projectors/src/operations/main.ts'],
  lake: ['etl-worker/src/operations/main.ts'],
  audit: ['query-api/src/audit/operations/main.ts'],
  campaigns: ['command-api/src/recruitment/campaigns/operations/main.ts'],
  agents: ['command-api/src/identity/seeg-agents/operations/main.ts'],
  bench: ['bench/src/main.ts'],
  'bench:lists': ['bench/src/lists/main.ts'],
  torture: ['e2e/src/torture/main.ts'],
  jest: ['scripts/jest.ts'],
  check: ['scripts/check.ts'],
  format: ['scripts/format.ts'],
  generate: ['scripts/generate.ts'],
  guide: ['e2e/src/guide/main.ts'],
}

const { config } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const [name, ...rest] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.error(`Unknown command '${name ?? ''}'. One of: ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}

const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'pnpm-lock.yaml')))
  .update(readFileSync(join(root, 'pnpm-workspace.yaml')))
  .digest('hex')

/** Two root scripts started at once must not install over each other: the folder is the lock. */
function withInstallLock(install) {
  const lock = join(root, '.data', 'install.lock')
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      mkdirSync(lock)
      writeFileSync(join(lock, 'pid'), String(process.pid))
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!holderIsAlive(lock)) rmSync(lock, { recursive: true, force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    }
  }
  try {
    install()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function holderIsAlive(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM' || error.code === 'ENOENT'
  }
}

const installed = () => existsSync(node24) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

if (!installed()) {
  withInstallLock(() => {
    if (installed()) return
    const pnpm = `pnpm@${config.pnpm}`
    console.error('Installing dependencies …')
    const result = spawnSync('npx', ['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, CI: 'true' },
    })
    if (result.status !== 0) {
      console.error('Installing the dependencies failed; the lines above say why.')
      process.exit(1)
    }
    writeFileSync(stamp, wanted)
  })
}

// Node grows its heap by what the machine has; a service is to stay small on a large one too.
const nodeFlags = name === 'service' ? config.serviceFlags.split(' ') : []
const preload = pathToFileURL(join(root, 'scripts/die-with-parent.mjs')).href
const child = spawn(
  node24,
  [...nodeFlags, '--disable-warning=ExperimentalWarning', '--import', preload, join(root, command[0]), ...rest],
  {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: {
      // Types are stripped and modules compiled once; every process started from here begins in half the time.
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
      ...process.env,
      PATH: `${dirname(node24)}:${process.env.PATH}`,
    },
  },
)
// The terminal sends Ctrl-C to the whole group, but a supervisor signals only this process: pass it on and wait.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) child.kill('SIGINT')
})
// npm's own death closes nothing of ours, but gives this process another parent.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM')
}, 500).unref()
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)))
