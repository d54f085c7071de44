import { createServer } from 'node:http'
import { afterEach, expect, test } from '@jest/globals'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { exportCompleted } from '@one-hcm/contracts/recruitment/testing/export-samples'
import { recorded } from '@one-hcm/platform/testing/given'
import { createPostHook } from './post-hook.ts'
import { createMemoryLog } from './testing/memory-log.ts'
import { applicationId, applicationSamples } from './testing/samples.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A function that notes its calls and answers with a status. */
async function functionThat(status: number) {
  const calls: { url: string | undefined; body: unknown }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls.push({ url: request.url, body: JSON.parse(Buffer.concat(chunks).toString()) })
      response.writeHead(status).end('done')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => server.close())
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}/api/submitted`, calls }
}

function lakeAndLog(exported: boolean) {
  const log = createMemoryLog()
  const submitted = log.append(
    `application-${applicationId}`,
    applicationSamples.ApplicationSubmitted,
    '2026-01-15T10:00:00.000Z',
  )
  const lake = { stat: () => Promise.resolve(exported ? ({ path: 'x' } as never) : undefined) }
  return { log, lake, submitted }
}
const completed = recorded(`etlExport-${applicationId}`, exportCompleted({ application_id: applicationId })) as Recorded

test('is called with the key and the application once that is in the lake', async () => {
  const { url, calls } = await functionThat(202)
  const { submitted, ...stores } = lakeAndLog(true)
  const handle = createPostHook({ url, key: 'k e y', ...stores })
  await handle(submitted)
  await handle(completed)
  expect(calls).toEqual([
    {
      url: '/api/submitted?code=k+e+y',
      body: { application_id: applicationId, last_watermark: '2026-01-15T10:00:00.000Z' },
    },
    { url: '/api/submitted?code=k+e+y', body: { application_id: applicationId, last_watermark: expect.any(String) } },
  ])
})

test('is not called before, and tried again', async () => {
  const { url, calls } = await functionThat(202)
  const { submitted, ...stores } = lakeAndLog(false)
  await expect(createPostHook({ url, key: undefined, ...stores })(submitted)).rejects.toThrow('not in the lake yet')
  expect(calls).toEqual([])
})

test.each([400, 500])('that answers %s is tried again; the error names neither address nor key', async (status) => {
  const { url } = await functionThat(status)
  const { submitted, ...stores } = lakeAndLog(true)
  const call = createPostHook({ url, key: 'secret', ...stores })(submitted)
  await expect(call).rejects.toThrow(new RegExp(`^The function answered ${status}$`))
})

test('that takes too long is given up for this time', async () => {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`
  const { submitted, ...stores } = lakeAndLog(true)
  await expect(createPostHook({ url, key: undefined, withinMs: 50, ...stores })(submitted)).rejects.toThrow()
})

test('without an address nothing is called and nothing fails', async () => {
  const { submitted, ...stores } = lakeAndLog(false)
  await createPostHook({ url: undefined, key: undefined, ...stores })(submitted)
})
