import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** How to run a program that refuses to be root: what to put before its command line, and who must own its files. */
export interface Unprivileged {
  prefix: readonly string[]
  owner: { uid: number; gid: number }
}

// The unprivileged user that every system has. PostgreSQL only wants an id that is not 0 and has a name.
const nobody = { uid: 65_534, gid: 65_534 }

/**
 * An ordinary user runs programs as they are. For root there are two ways, both of which still reach binaries and data
 * below a private home (docs/decisions/0001-embedded-parts.md):
 * - a user namespace in which root is called nobody: files stay root's, nothing is gained. Containers often forbid it;
 * - really becoming nobody, with the single capability to pass by file permissions. Containers allow that.
 * The first way that can write into the directory and run the program is taken.
 */
export async function findUnprivileged(program: string, directory: string): Promise<Unprivileged> {
  const uid = process.getuid?.() ?? 1
  const gid = process.getgid?.() ?? 1
  if (uid !== 0) return { prefix: [], owner: { uid, gid } }
  const ways: Unprivileged[] = [
    {
      prefix: ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`],
      owner: { uid, gid },
    },
    {
      prefix: [
        'setpriv',
        `--reuid=${nobody.uid}`,
        `--regid=${nobody.gid}`,
        '--clear-groups',
        // access(2) would judge without the capability otherwise, and PostgreSQL asks it about its own binary.
        '--securebits=+no_setuid_fixup',
        '--inh-caps=-all,+dac_override',
        '--ambient-caps=-all,+dac_override',
      ],
      owner: nobody,
    },
  ]
  const refusals: string[] = []
  for (const way of ways) {
    try {
      const probe = ['sh', '-c', 'test -w "$1" && exec "$2" --version', 'sh', directory, program]
      const [command = '', ...args] = [...way.prefix, ...probe]
      await promisify(execFile)(command, args, { env: process.env })
      return way
    } catch (error) {
      refusals.push(`${way.prefix[0]}: ${String((error as Error).message).trim()}`)
    }
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and there is no way here to run it as nobody. ${refusals.join('; ')}`,
  )
}
