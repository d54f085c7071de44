import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createFolderTransport } from '@one-hcm/platform/mail/folder-transport'
import { withMailPage } from './mail-page.ts'

const HOSTILE = '<script>alert(1)</script>'
let folder: string
let stop: () => Promise<void>
let get: (
  path: string,
  headers?: Record<string, string>,
  method?: string,
) => Promise<{ status: number; body: string; policy: string }>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'one-hcm-mail-page-'))
  const api: RequestListener = (_, response) => response.writeHead(404).end('from the API')
  const server = createServer(withMailPage(folder, api))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  get = (path, headers = {}, method = 'GET') =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            policy: String(response.headers['content-security-policy']),
          }),
        )
      })
      asked.on('error', reject)
      asked.end()
    })
  stop = () => new Promise((resolve) => server.close(() => resolve()))
  await createFolderTransport(folder).deliver(
    {
      messageId: '<m-1@hr.example>',
      date: '2026-03-01T08:30:00.000Z',
      from: { name: 'One HCM', address: 'rh@hr.example' },
      to: 'awa@example.com',
      cc: [],
      bcc: [],
      subject: `Bienvenue ${HOSTILE}`,
      text: `Bonjour ${HOSTILE}`,
      html: `<p>Bonjour</p>${HOSTILE}`,
      language: 'fr',
    },
    1_000,
  )
})
afterEach(async () => {
  await stop()
  rmSync(folder, { recursive: true })
})

test('messages are listed and shown, and nothing in them runs', async () => {
  const list = await get('/dev/mail')
  expect(list).toMatchObject({ status: 200, body: expect.stringContaining('awa@example.com') })
  const one = await get('/dev/mail/m-1.eml')
  expect(one.body).toContain('<iframe sandbox src="/dev/mail/m-1.eml/page"')
  for (const { body, policy } of [list, one]) {
    expect(body).not.toContain('<script')
    expect(policy).toContain("default-src 'none'")
  }
  const shown = await get('/dev/mail/m-1.eml/page')
  expect(shown.body).toContain('<p>Bonjour</p>')
  expect(shown.policy).toMatch(/^sandbox; default-src 'none'/)
})

test('no other file can be asked for', async () => {
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  for (const path of ['secret.txt', '..%2f..%2fetc%2fpasswd', '../package.json', 'missing.eml', 'm-1.eml/raw', '.eml'])
    expect(await get(`/dev/mail/${path}`)).toMatchObject({ status: 404 })
})

test('it is there for this machine alone, and for reading alone', async () => {
  const strange: Record<string, string>[] = [{ host: 'evil.example' }, { 'x-forwarded-for': '10.0.0.1' }]
  for (const headers of strange)
    expect(await get('/dev/mail', headers)).toMatchObject({ status: 404, body: 'from the API' })
  expect(await get('/dev/mail', {}, 'POST')).toMatchObject({ body: 'from the API' })
  expect(await get('/api/v1/jobs')).toMatchObject({ body: 'from the API' })
  expect(await get('/dev/mailbox')).toMatchObject({ body: 'from the API' })
})

test('an empty folder, and one that is not there yet, are no error', async () => {
  rmSync(folder, { recursive: true })
  expect(await get('/dev/mail')).toMatchObject({ status: 200, body: expect.stringContaining('0 in the folder') })
  folder = mkdtempSync(join(tmpdir(), 'one-hcm-mail-page-'))
})
