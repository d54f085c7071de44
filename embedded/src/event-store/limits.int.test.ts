import { jsonEvent, START } from '@eventstore/db-client'
import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import { credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js'
import timestampPb from 'google-protobuf/google/protobuf/timestamp_pb.js'
import { collect, failureOf, startTestNode, type TestNode, testEvents } from './testing/test-node.ts'

let node: TestNode
let raw: streamsGrpc.StreamsClient
beforeAll(async () => {
  node = await startTestNode()
  raw = new streamsGrpc.StreamsClient(`127.0.0.1:${node.port}`, credentials.createInsecure())
})
afterAll(async () => {
  raw.close()
  await node.stop()
})

const classic = { credentials: { username: 'admin', password: 'changeit' } }

describe('§4.1 sizes', () => {
  const data = { text: 'x'.repeat(87) } // 98 bytes of JSON; ids, types and names do not count
  const many = (count: number) => Array.from({ length: count }, () => jsonEvent({ type: 'test', data }))

  test.each([
    ['BatchAppend', {}],
    ['Append', classic],
  ] as const)('%s: the data counts alone, and all of it', async (rpc, options) => {
    const small = await startTestNode({ limits: { maxAppendBytes: 98_000 } })
    const { nextExpectedRevision } = await small.client.appendToStream(rpc, many(1000), options)
    expect(nextExpectedRevision).toBe(999n)
    const error = await failureOf(small.client.appendToStream(`${rpc}-2`, many(1001), options))
    expect(error).toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 98_000 })
    expect((await failureOf(collect(small.client.readStream(`${rpc}-2`)))).type).toBe('stream-not-found')
    await small.stop()
  })

  test('§1.5 a larger limit takes events of several chunks', async () => {
    const large = await startTestNode({ limits: { maxAppendBytes: 16 * 1024 * 1024 } })
    const data = { text: 'x'.repeat(7 * 1024 * 1024) }
    await large.client.appendToStream('large', [jsonEvent({ type: 'large', data }), ...testEvents(1)])
    const [event] = await collect(large.client.readStream('large'))
    expect(event?.event?.data).toEqual(data)
    await large.stop()
  })
})

test('§4.6 a write that takes longer than the commit timeout is answered with one', async () => {
  const hasty = await startTestNode({ limits: { commitTimeoutMs: -1 } })
  expect((await failureOf(hasty.client.appendToStream('hasty', testEvents(1)))).type).toBe('deadline-exceeded')
  expect((await failureOf(hasty.client.appendToStream('hasty', testEvents(1), classic))).type).toBe('timeout')
  await hasty.stop()
})

describe('§4.6 batch append', () => {
  const uuid = (text: string): sharedPb.UUID => {
    const id = new sharedPb.UUID()
    id.setString(text)
    return id
  }
  const correlation = (index: number): string => `0000000${index}-1111-4222-8333-0123456789ab`

  function request(index: number, stream: string | undefined, isFinal: boolean, deadlineMs?: number) {
    const message = new streamsPb.BatchAppendReq()
    message.setCorrelationId(uuid(correlation(index)))
    message.setIsFinal(isFinal)
    if (stream === undefined) return message
    const identifier = new sharedPb.StreamIdentifier()
    identifier.setStreamName(Buffer.from(stream))
    const options = new streamsPb.BatchAppendReq.Options()
    options.setStreamIdentifier(identifier)
    options.setAny(new emptyPb.Empty())
    if (deadlineMs !== undefined) {
      const deadline = new timestampPb.Timestamp()
      deadline.setSeconds(Math.floor(deadlineMs / 1000))
      deadline.setNanos((deadlineMs % 1000) * 1_000_000)
      options.setDeadline(deadline)
    }
    message.setOptions(options)
    return message
  }

  /** Sends the requests, half-closes and returns what was answered: index of the append and kind of the answer. */
  async function exchange(requests: streamsPb.BatchAppendReq[]): Promise<string[]> {
    const call = raw.batchAppend()
    const answers: string[] = []
    call.on('data', (response: streamsPb.BatchAppendResp) => {
      const kind = response.getError()?.getDetails()?.getTypeUrl().split('.').at(-1) ?? 'success'
      expect(response.hasStreamIdentifier()).toBe(true)
      answers.push(`${response.getCorrelationId()?.getString()[7]} ${kind}`)
    })
    const ended = new Promise<void>((resolve, reject) => call.on('end', resolve).on('error', reject))
    for (const message of requests) call.write(message)
    call.end()
    await ended
    return answers
  }

  test('a deadline that has passed on arrival is a timeout at once', async () => {
    expect(await exchange([request(1, 'late', true, Date.now() - 1)])).toEqual(['1 Timeout'])
    expect((await failureOf(collect(node.client.readStream('late')))).type).toBe('stream-not-found')
  })

  test('an append without its final chunk times out, exactly once, and its late chunks are dropped', async () => {
    const call = raw.batchAppend()
    const answers: string[] = []
    const answered = new Promise<void>((resolve) => {
      call.on('data', (response: streamsPb.BatchAppendResp) => {
        answers.push(response.getError()?.getMessage() ?? 'success')
        resolve()
      })
    })
    const ended = new Promise<void>((resolve) => call.on('end', resolve))
    call.write(request(1, 'unfinished', false, Date.now() + 50))
    await answered
    call.write(request(1, undefined, true))
    call.end()
    await ended
    expect(answers).toEqual(['Timeout'])
  })

  test('chunks of several appends interleave; unknown chunks are ignored; each append has one answer', async () => {
    const answers = await exchange([
      request(1, 'interleaved', false),
      request(2, 'interleaved', false),
      request(3, undefined, true),
      request(2, undefined, true),
      request(1, undefined, true),
      request(4, '$all', true),
      request(5, '', true),
    ])
    expect(answers.sort()).toEqual(['1 success', '2 success', '4 AccessDenied', '5 BadRequest'])
  })

  test('bytes that are no request end the call with INVALID_ARGUMENT', async () => {
    const call = raw.batchAppend()
    const failed = new Promise<ServiceError>((resolve) => call.on('error', (error) => resolve(error as ServiceError)))
    call.write(new streamsPb.BatchAppendReq())
    expect((await failed).code).toBe(status.INVALID_ARGUMENT)
  })
})

describe('§3.1 malformed requests are INVALID_ARGUMENT', () => {
  const reading = (change: (options: streamsPb.ReadReq.Options) => void): Promise<number> => {
    const options = new streamsPb.ReadReq.Options()
    options.setAll(new streamsPb.ReadReq.Options.AllOptions())
    options.setCount('1')
    options.setNoFilter(new sharedPb.Empty())
    const uuidOption = new streamsPb.ReadReq.Options.UUIDOption()
    uuidOption.setString(new sharedPb.Empty())
    options.setUuidOption(uuidOption)
    change(options)
    const request = new streamsPb.ReadReq()
    request.setOptions(options)
    const call = raw.read(request)
    return new Promise((resolve) => {
      call.on('error', (error) => resolve((error as ServiceError).code)).on('end', () => resolve(status.OK))
      call.resume()
    })
  }

  test('a well-formed one is OK', async () => {
    expect(await reading(() => {})).toBe(status.OK)
  })

  test.each([
    ['no count', (options: streamsPb.ReadReq.Options) => options.clearCount()],
    ['no stream', (options: streamsPb.ReadReq.Options) => options.clearAll()],
    ['no filter option', (options: streamsPb.ReadReq.Options) => options.clearNoFilter()],
    ['no uuid option', (options: streamsPb.ReadReq.Options) => options.clearUuidOption()],
    [
      'a subscription backwards',
      (options: streamsPb.ReadReq.Options) => {
        options.setSubscription(new streamsPb.ReadReq.Options.SubscriptionOptions())
        options.setReadDirection(streamsPb.ReadReq.Options.ReadDirection.BACKWARDS)
      },
    ],
  ])('%s', async (_name, change) => {
    expect(await reading(change)).toBe(status.INVALID_ARGUMENT)
  })

  test('a deletion without options', async () => {
    const code = await new Promise((resolve) => raw.delete(new streamsPb.DeleteReq(), (error) => resolve(error?.code)))
    expect(code).toBe(status.INVALID_ARGUMENT)
  })

  test('§4.1 a classic append without a type names what it lacks', async () => {
    const error = await new Promise<ServiceError | null>((resolve) => {
      const call = raw.append((error) => resolve(error))
      const options = new streamsPb.AppendReq.Options()
      const identifier = new sharedPb.StreamIdentifier()
      identifier.setStreamName(Buffer.from('typeless'))
      options.setStreamIdentifier(identifier)
      options.setAny(new sharedPb.Empty())
      const first = new streamsPb.AppendReq()
      first.setOptions(options)
      const second = new streamsPb.AppendReq()
      second.setProposedMessage(new streamsPb.AppendReq.ProposedMessage())
      call.write(first)
      call.end(second)
    })
    expect(error?.metadata.get('exception')).toEqual(['missing-required-metadata-property'])
    expect(error?.metadata.get('required-metadata-properties')).toEqual(['type,content-type'])
  })
})

test('§6.1 ids come in two numbers when asked for', async () => {
  const [event] = testEvents(1)
  await node.client.appendToStream('structured', event!)
  const identifier = new sharedPb.StreamIdentifier()
  identifier.setStreamName(Buffer.from('structured'))
  const stream = new streamsPb.ReadReq.Options.StreamOptions()
  stream.setStreamIdentifier(identifier)
  stream.setStart(new sharedPb.Empty())
  const uuidOption = new streamsPb.ReadReq.Options.UUIDOption()
  uuidOption.setStructured(new sharedPb.Empty())
  const options = new streamsPb.ReadReq.Options()
  options.setStream(stream)
  options.setCount('1')
  options.setNoFilter(new sharedPb.Empty())
  options.setUuidOption(uuidOption)
  const request = new streamsPb.ReadReq()
  request.setOptions(options)
  const response = await new Promise<streamsPb.ReadResp>((resolve) => raw.read(request).once('data', resolve))
  const id = response.getEvent()?.getEvent()?.getId()?.getStructured()
  const hex = (text = '0') => BigInt.asUintN(64, BigInt(text)).toString(16).padStart(16, '0')
  expect(hex(id?.getMostSignificantBits()) + hex(id?.getLeastSignificantBits())).toBe(event!.id.replaceAll('-', ''))
})

test('§11.2 a reader that stops reading holds up nobody and gets everything when it goes on', async () => {
  const count = 5000
  const text = 'x'.repeat(1000)
  const subscription = node.client.subscribeToStream('stalled', { fromRevision: START })
  await new Promise((resolve) => subscription.once('caughtUp', resolve))
  let seen = 0
  subscription.on('data', () => seen++)
  subscription.pause()
  for (let done = 0; done < count; done += 500) {
    await node.client.appendToStream(
      'stalled',
      Array.from({ length: 500 }, () => jsonEvent({ type: 't', data: { text } })),
    )
  }
  expect(await collect(node.client.readStream('stalled', { maxCount: 3 }))).toHaveLength(3)
  expect(seen).toBeLessThan(count)
  subscription.resume()
  while (seen < count) await new Promise((resolve) => subscription.once('data', resolve))
  await subscription.unsubscribe()
})

test('§1.4 headers that mean nothing here are ignored', async () => {
  const metadata = new Metadata()
  metadata.set('requires-leader', 'true')
  metadata.set('something-else', 'x')
  const request = new streamsPb.DeleteReq()
  const code = await new Promise((resolve) => raw.delete(request, metadata, (error) => resolve(error?.code)))
  expect(code).toBe(status.INVALID_ARGUMENT)
})
