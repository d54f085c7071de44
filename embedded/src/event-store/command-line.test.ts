import { expect, test } from '@jest/globals'
import { parseCommandLine } from './command-line.ts'

test('what is asked for is understood', () => {
  expect(parseCommandLine(['--port', '0', '--in-memory'])).toEqual({
    kind: 'serve',
    host: '127.0.0.1',
    port: 0,
    dataDir: undefined,
    inMemory: true,
    tls: undefined,
    advertisedHost: undefined,
    healthPort: undefined,
    limits: {},
    systemLinks: [],
  })
  expect(
    parseCommandLine(
      '--port 2113 --data d --host 0.0.0.0 --tls-cert c --tls-key k --advertise-host n --health-port 1 --max-append-size 9 --commit-timeout 8 --links by-category,by-event-type'.split(
        ' ',
      ),
    ),
  ).toMatchObject({
    port: 2113,
    dataDir: 'd',
    host: '0.0.0.0',
    tls: { certificate: 'c', key: 'k' },
    advertisedHost: 'n',
    healthPort: 1,
    limits: { maxAppendBytes: 9, commitTimeoutMs: 8 },
    systemLinks: ['by-category', 'by-event-type'],
  })
  expect(parseCommandLine(['--verify', '--data', 'd'])).toEqual({ kind: 'verify', dataDir: 'd' })
})

test('a copy', () => {
  expect(parseCommandLine('copy --data d --to esdb://there --keep-times'.split(' '))).toEqual({
    kind: 'copy',
    dataDir: 'd',
    to: 'esdb://there',
    keepTimes: true,
  })
})

test.each([
  ['copy --data x', 'copy needs --data and --to'],
  ['paste --data x', "no command 'paste'"],
  ['--data x', '--port is missing'],
  ['--port 1', 'either --data or --in-memory'],
  ['--port 1 --data x --in-memory', 'either --data or --in-memory'],
  ['--port 70000 --in-memory', 'up to 65535'],
  ['--port 1.5 --in-memory', 'up to 65535'],
  ['--port 1 --in-memory --commit-timeout 0', 'positive'],
  ['--port x --in-memory', 'up to 65535'],
  ['--port 1 --in-memory --tls-cert x', 'go together'],
  ['--port 1 --in-memory --tls-cert x --tls-key y --insecure', 'exclude each other'],
  ['--port 1 --in-memory --links by-moon', "not 'by-moon'"],
  ['--port 1 --in-memory --wrong', '--wrong'],
  ['--verify', 'needs --data'],
])('%s: %s', (args, complaint) => {
  expect(() => parseCommandLine(args.split(' '))).toThrow(complaint)
})
