import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type SmtpPeer, startSmtpPeer } from '../testing/smtp-peer.ts'
import { createFolderTransport } from './folder-transport.ts'
import type { Mail } from './mail.ts'
import { createSmtpTransport } from './smtp-transport.ts'

const mail = (changes: Partial<Mail> = {}): Mail => ({
  messageId: '<5f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c77@hr.example>',
  date: '2026-03-01T08:30:00.000Z',
  from: { name: 'One HCM', address: 'rh@hr.example' },
  to: 'awa@example.com',
  cc: [],
  bcc: [],
  subject: 'Entretien : élève',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
  language: 'fr',
  ...changes,
})
const WITHIN_MS = 5_000

describe('to a mail server', () => {
  let peer: SmtpPeer
  beforeEach(async () => {
    peer = await startSmtpPeer()
  })
  afterEach(() => peer.stop())
  const transport = (login?: { user: string; password: string }, port = peer.port) =>
    createSmtpTransport({ host: '127.0.0.1', port, startTls: false, tls: false, login })

  test('a message arrives as it was written, at everybody it is for', async () => {
    const calendar = {
      fileName: 'entretien.ics',
      method: 'REQUEST' as const,
      content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    }
    const sent = mail({ cc: ['copy@example.com'], bcc: ['blind@example.com'], calendar })
    expect(await transport().deliver(sent, WITHIN_MS)).toEqual({ outcome: 'accepted', copiesRefused: 0 })
    const [{ raw, to, from, messageId }] = peer.received as [SmtpPeer['received'][number]]
    expect({ from, messageId }).toEqual({ from: 'rh@hr.example', messageId: sent.messageId })
    expect(to).toEqual(['awa@example.com', 'copy@example.com', 'blind@example.com'])
    expect(raw).not.toContain('blind@example.com')
    expect(raw).toContain('text/calendar; charset=utf-8; method=REQUEST')
    expect(raw).toContain('Content-Language: fr')
    expect(raw).toContain('Auto-Submitted: auto-generated')
  })

  test('W-12 no text makes a header or a recipient of its own', async () => {
    const hostile = 'x\r\nBcc: all@example.com\r\nX-Planted: yes'
    await transport().deliver(mail({ subject: hostile, from: { name: hostile, address: 'rh@hr.example' } }), WITHIN_MS)
    const [{ raw, to }] = peer.received as [SmtpPeer['received'][number]]
    expect(to).toEqual(['awa@example.com'])
    const headers = raw.slice(0, raw.indexOf('\r\n\r\n'))
    expect(headers).not.toMatch(/^(bcc|x-planted):/im)
    const forged = await transport().deliver(mail({ to: 'awa@example.com>\r\nRCPT TO:<all@example.com' }), WITHIN_MS)
    expect(forged).toMatchObject({ outcome: 'failed' })
    expect(peer.received).toHaveLength(1)
  })

  test.each([
    ['a recipient that does not exist', 550, true],
    ['a recipient that is busy', 450, false],
  ])('%s', async (_, reply, isPermanent) => {
    peer.onRecipient(() => reply)
    expect(await transport().deliver(mail(), WITHIN_MS)).toEqual({
      outcome: 'failed',
      errorCode: `smtp-${reply}`,
      isPermanent,
    })
  })

  test('copies that are refused are counted; a recipient that is refused beside accepted copies is a failure', async () => {
    peer.onRecipient((address) => (address.startsWith('copy') ? 550 : undefined))
    const copied = mail({ cc: ['copy@example.com'] })
    expect(await transport().deliver(copied, WITHIN_MS)).toEqual({ outcome: 'accepted', copiesRefused: 1 })
    peer.onRecipient((address) => (address.startsWith('awa') ? 550 : undefined))
    expect(await transport().deliver(copied, WITHIN_MS)).toMatchObject({ errorCode: 'smtp-550', isPermanent: true })
  })

  test.each([
    ['refuses the text for good', { reply: 554 } as const, 'smtp-554', true],
    ['cannot take the text now', { reply: 451 } as const, 'smtp-451', false],
    ['hangs up before its reply', 'cut' as const, 'connection', false],
    ['takes it and hangs up before its reply', 'accept-without-reply' as const, 'connection', false],
  ])('a server that %s', async (_, verdict, errorCode, isPermanent) => {
    peer.onMessage(() => verdict)
    expect(await transport().deliver(mail(), WITHIN_MS)).toEqual({ outcome: 'failed', errorCode, isPermanent })
  })

  test('a server that never answers is given up in time', async () => {
    peer.onMessage(() => 'hang')
    expect(await transport().deliver(mail(), 300)).toEqual({
      outcome: 'failed',
      errorCode: 'timeout',
      isPermanent: false,
    })
  })

  test('no server, and a server without TLS where TLS is asked for, are tried again', async () => {
    const { port } = peer
    const strict = createSmtpTransport({ host: '127.0.0.1', port, startTls: true, tls: false, login: undefined })
    expect(await strict.deliver(mail(), WITHIN_MS)).toEqual({ outcome: 'failed', errorCode: 'tls', isPermanent: false })
    await peer.stop()
    const nobody = await transport(undefined, port).deliver(mail(), WITHIN_MS)
    expect(nobody).toEqual({ outcome: 'failed', errorCode: 'connection', isPermanent: false })
    peer = await startSmtpPeer()
  })

  test('a login that is refused is our configuration, and tried again', async () => {
    const guarded = await startSmtpPeer({ user: 'one-hcm', password: 'right' })
    const deliver = (password: string) =>
      transport({ user: 'one-hcm', password }, guarded.port).deliver(mail(), WITHIN_MS)
    expect(await deliver('wrong')).toEqual({ outcome: 'failed', errorCode: 'login', isPermanent: false })
    expect(await deliver('right')).toEqual({ outcome: 'accepted', copiesRefused: 0 })
    expect(guarded.received[0]!.user).toBe('one-hcm')
    await guarded.stop()
  })
})

describe('to a folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'one-hcm-mail-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('each message is one whole file, also when it is put there twice', async () => {
    const transport = createFolderTransport(join(folder, 'mail'))
    for (let time = 0; time < 2; time += 1)
      expect(await transport.deliver(mail(), WITHIN_MS)).toEqual({ outcome: 'accepted', copiesRefused: 0 })
    const files = readdirSync(join(folder, 'mail'))
    expect(files).toEqual(['5f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c77.eml'])
    expect(readFileSync(join(folder, 'mail', files[0]!), 'utf8')).toContain('To: awa@example.com')
  })

  test('a folder that cannot be written is tried again', async () => {
    writeFileSync(join(folder, 'mail'), 'a file')
    const outcome = await createFolderTransport(join(folder, 'mail')).deliver(mail(), WITHIN_MS)
    expect(outcome).toEqual({ outcome: 'failed', errorCode: 'folder', isPermanent: false })
  })
})
