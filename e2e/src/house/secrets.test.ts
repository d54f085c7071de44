import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { secretsIn } from './secrets.ts'
import { root } from './source-files.ts'

const BINARY = /\.(pdf|png|jpe?g|docx?|gz|ttf)$/

test('W-01 no file of the repository holds a secret', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\0')
    .filter((file) => file !== '' && !BINARY.test(file))
  expect(files.length).toBeGreaterThan(500)
  const found = files.flatMap((file) =>
    secretsIn(readFileSync(join(root, file), 'utf8')).map((secret) => `${file}: ${secret}`),
  )
  expect(found).toEqual([])
})

const letters = (count: number) => 'aB3'.repeat(count).slice(0, count)

// Put together here, so that this file holds none either.
test.each([
  ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----`],
  ['a key of a storage account', `Account${'Key'}=${letters(86)}==`],
  ['a signed address of a blob', `https://a.example/b?sv=1&${'sig'}=${letters(40)}`],
  ['an access key of a cloud', `${'AKIA'}${'Z9'.repeat(8)}`],
  ['a token of a code host', `${'ghp'}_${letters(36)}`],
  ['a key of a mail or map service', `${'SG'}.${letters(22)}.${letters(43)}`],
  ['a password in an address', `postgres://seeg:${letters(10)}@db.hosting.net/hr`],
  ['a signed token', `${'eyJ'}${letters(20)}.${'eyJ'}${letters(30)}.${letters(40)}`],
])('%s would be found', (kind, text) => expect(secretsIn(text)).toEqual([kind]))

test.each(['amqp://guest:guest@127.0.0.1:5672', 'postgres://hr:a-secret@db.example.com/hr', 'password: string'])(
  '%s is none',
  (text) => expect(secretsIn(text)).toEqual([]),
)
