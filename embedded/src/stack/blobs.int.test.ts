import { createHash, randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { signature } from './blob-node/shared-key.ts'
import { type Blobs, startBlobs } from './blobs.ts'
import { connect } from './fixtures/azure-client.ts'
import { startAzurite } from './fixtures/azurite.ts'
import { blobSuite } from './fixtures/blob-suite.ts'
import { killRecorded, until } from './fixtures/processes.ts'
import { choosePort } from './ports.ts'

const freePort = () => choosePort({ name: 'X_PORT', wanted: 0, explicit: true })
const temporary = () => mkdtempSync(join(tmpdir(), 'one-hcm-blobs-'))

blobSuite('our blob node', async () => {
  const dataDir = temporary()
  const { connectionString, stop } = await startBlobs({ dataDir, port: await freePort() })
  return { connectionString, stop: () => stop().then(() => rmSync(dataDir, { recursive: true })) }
})

blobSuite('Azurite, which it stands in for', startAzurite)

describe('our blob node also promises', () => {
  let dataDir: string
  let blobs: Blobs

  beforeEach(async () => {
    dataDir = temporary()
    blobs = await start()
    await container().create()
  })
  afterEach(async () => {
    await blobs.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const start = async () => startBlobs({ dataDir, port: await freePort() })
  const container = () => connect(blobs.connectionString).getContainerClient('docs')
  const bodyFiles = () => readdirSync(join(dataDir, 'store/bodies'))

  test('exactly one winner among writers that race', async () => {
    for (let round = 0; round < 10; round += 1) {
      const client = container().getBlockBlobClient(`race-${round}`)
      const race = async (conditions: { ifNoneMatch?: string; ifMatch?: string }) => {
        // Small and large contents take different ways to the disk.
        const writers = Array.from({ length: 10 }, async (_, writer) => {
          const bytes = randomBytes(writer % 2 ? 10 : 20_000)
          return client.upload(bytes, bytes.length, { conditions }).then(
            ({ etag }) => [{ etag, bytes }],
            () => [],
          )
        })
        const winners = (await Promise.all(writers)).flat()
        expect(winners).toHaveLength(1)
        expect(await client.downloadToBuffer()).toEqual(winners[0]?.bytes)
        return String(winners[0]?.etag)
      }
      const etag = await race({ ifNoneMatch: '*' })
      await race({ ifMatch: etag })
    }
  })

  test('that kill -9 under load loses nothing acknowledged, three times in a row', async () => {
    const acknowledged = new Map<string, { digest: string; size: number }>()
    for (let round = 0; round < 3; round += 1) {
      const before = acknowledged.size
      let alive = true
      const client = container()
      const writer = async (writerId: number) => {
        for (let turn = 0; alive; turn += 1) {
          const bytes = randomBytes(randomInt(2) ? randomInt(16_000) : randomInt(16_000, 200_000))
          const digest = createHash('sha256').update(bytes).digest('hex')
          const name = `r${round}/w${writerId}/${turn}`
          await client
            .getBlockBlobClient(name)
            .upload(bytes, bytes.length, { metadata: { digest } })
            .then(
              () => acknowledged.set(name, { digest, size: bytes.length }),
              () => {
                alive = false
              },
            )
        }
      }
      const writers = Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(writer))
      await until('many puts are acknowledged', () => acknowledged.size > before + 150)
      killRecorded(join(dataDir, 'process.json'))
      await writers
      await blobs.stop()
      blobs = await start()
    }
    for (const [name, { digest, size }] of acknowledged) {
      const client = container().getBlockBlobClient(name)
      const { metadata, contentLength } = await client.getProperties()
      const bytes = await client.downloadToBuffer()
      const found = { metadata, contentLength, digest: createHash('sha256').update(bytes).digest('hex') }
      expect({ name, ...found }).toEqual({ name, metadata: { digest }, contentLength: size, digest })
    }
  })

  test('no file without a blob: after overwriting, refusal, deletion, and a crash in between', async () => {
    const bytes = randomBytes(50_000)
    const client = container().getBlockBlobClient('large')
    await client.upload(bytes, bytes.length)
    await client.upload(bytes, bytes.length)
    await expect(client.upload(bytes, bytes.length, { conditions: { ifNoneMatch: '*' } })).rejects.toThrow()
    await container().getBlockBlobClient('deleted').upload(bytes, bytes.length)
    await container().getBlockBlobClient('deleted').delete()
    expect(bodyFiles()).toHaveLength(1)

    cutOffUpload()
    await until('its file is there', () => bodyFiles().length === 2)
    killRecorded(join(dataDir, 'process.json'))
    await blobs.stop()
    blobs = await start()
    expect(bodyFiles()).toHaveLength(1)
    expect(await container().getBlockBlobClient('large').downloadToBuffer()).toEqual(bytes)
  })

  /** Announces more than it sends, as a client does that dies half-way. */
  function cutOffUpload(): void {
    const socket = connectSocket(blobs.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(signedHead(50_000))
    socket.write(randomBytes(30_000))
  }

  function signedHead(length: number): string {
    const headers = { 'content-length': String(length), 'x-ms-blob-type': 'BlockBlob' }
    const url = '/onehcm/docs/cut-off'
    const key = /AccountKey=([^;]+)/.exec(blobs.connectionString)?.[1] ?? ''
    const authorization = `SharedKey onehcm:${signature({ method: 'PUT', url, headers }, { name: 'onehcm', key })}`
    const lines = Object.entries({ ...headers, authorization, host: 'localhost' }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    return `PUT ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
  }

  test('a key of this data directory alone, kept from other users and over restarts', async () => {
    const key = (connectionString: string) => /AccountKey=([^;]+)/.exec(connectionString)?.[1]
    const first = key(blobs.connectionString)
    expect(statSync(join(dataDir, 'account-key')).mode & 0o777).toBe(0o600)
    await blobs.stop()
    blobs = await start()
    expect(key(blobs.connectionString)).toBe(first)
  })

  test('a second instance on the same directory is refused', async () => {
    await expect(start()).rejects.toThrow('in use by another running instance')
  })

  test('what it does not implement it says, in the words of the interface', async () => {
    const append = container().getAppendBlobClient('log')
    await expect(append.create()).rejects.toMatchObject({ statusCode: 501, code: 'NotImplemented' })
    await expect(container().getBlockBlobClient('a').createSnapshot()).rejects.toMatchObject({ statusCode: 501 })
  })
})
