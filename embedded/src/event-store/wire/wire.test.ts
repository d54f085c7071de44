import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import { describe, expect, test } from '@jest/globals'
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js'
import { batchAppendSuccess, readBatchAppendRequest, readProposedEvent } from './append-messages.ts'
import { ProtobufReader, uint64Bytes, writeVarint } from './protobuf.ts'
import { formatUuid, parseUuid } from './uuid.ts'

const id = '0123abcd-1111-4222-8333-0123456789ab'

function uuid(): sharedPb.UUID {
  const message = new sharedPb.UUID()
  message.setString(id)
  return message
}

function proposed(): streamsPb.BatchAppendReq.ProposedMessage {
  const message = new streamsPb.BatchAppendReq.ProposedMessage()
  message.setId(uuid())
  message.getMetadataMap().set('type', 't').set('content-type', 'application/json')
  message.setData(Buffer.from('data'))
  message.setCustomMetadata(Buffer.from('meta'))
  return message
}

describe('numbers', () => {
  test.each([0n, 1n, 127n, 128n, 2n ** 32n, 2n ** 53n - 1n, 2n ** 53n + 1n, 2n ** 63n - 1n, 2n ** 64n - 1n])(
    '%s',
    (value) => {
      const bytes = uint64Bytes(value)
      expect(new ProtobufReader(bytes).uint64()).toBe(value)
      if (value < 2n ** 53n) {
        const target = Buffer.alloc(10)
        expect(target.subarray(0, writeVarint(target, Number(value), 0))).toEqual(bytes)
        expect(new ProtobufReader(bytes).varint()).toBe(Number(value))
      }
    },
  )

  test.each(['80', '8080', 'ffffffffffffffffffff7f'])('cut off or endless: %s', (hex) => {
    expect(() => new ProtobufReader(Buffer.from(hex, 'hex')).varint()).toThrow()
  })
})

describe('§4.6 requests', () => {
  test('as the client encodes them', () => {
    const request = new streamsPb.BatchAppendReq()
    request.setCorrelationId(uuid())
    const options = new streamsPb.BatchAppendReq.Options()
    const identifier = new sharedPb.StreamIdentifier()
    identifier.setStreamName(Buffer.from('strëam'))
    options.setStreamIdentifier(identifier)
    options.setStreamPosition('18446744073709551615')
    request.setOptions(options)
    request.addProposedMessages(proposed())
    request.setIsFinal(true)
    const read = readBatchAppendRequest(Buffer.from(request.serializeBinary()))
    expect(read).toMatchObject({
      options: { stream: 'strëam', expected: { kind: 'revision', revision: 2n ** 64n - 1n }, deadlineMs: undefined },
      isFinal: true,
    })
    const event = readProposedEvent(read.events[0]!)
    expect({ ...event, id: formatUuid(event.id), data: event.data.toString() }).toMatchObject({
      id,
      type: 't',
      isJson: true,
      data: 'data',
    })
  })

  test('ids in two numbers are the same ids', () => {
    const structured = new sharedPb.UUID.Structured()
    const bytes = parseUuid(id)!
    structured.setMostSignificantBits(String(bytes.readBigInt64BE(0)))
    structured.setLeastSignificantBits(String(bytes.readBigInt64BE(8)))
    const message = proposed()
    const both = new sharedPb.UUID()
    both.setStructured(structured)
    message.setId(both)
    expect(formatUuid(readProposedEvent(Buffer.from(message.serializeBinary())).id)).toBe(id)
  })

  test.each([
    ['no type', (message: streamsPb.BatchAppendReq.ProposedMessage) => message.getMetadataMap().del('type')],
    [
      'no content type',
      (message: streamsPb.BatchAppendReq.ProposedMessage) => message.getMetadataMap().del('content-type'),
    ],
    ['an empty type', (message: streamsPb.BatchAppendReq.ProposedMessage) => message.getMetadataMap().set('type', '')],
    ['no id', (message: streamsPb.BatchAppendReq.ProposedMessage) => message.clearId()],
    [
      'a nil id',
      (message: streamsPb.BatchAppendReq.ProposedMessage) =>
        message.getId()?.setString('00000000-0000-0000-0000-000000000000'),
    ],
    ['no UUID', (message: streamsPb.BatchAppendReq.ProposedMessage) => message.getId()?.setString('seven')],
  ])('§4.1 refused: %s', (_name, spoil) => {
    const message = proposed()
    spoil(message)
    expect(() => readProposedEvent(Buffer.from(message.serializeBinary()))).toThrow()
  })

  test('bytes that are no message are refused at every cut', () => {
    const bytes = Buffer.from(proposed().serializeBinary())
    for (let length = 1; length < bytes.length; length++) {
      try {
        readProposedEvent(bytes.subarray(0, length))
      } catch (error) {
        expect((error as Error).name).toMatch(/^(MalformedMessage|MissingMetadataProperty)$/)
      }
    }
  })
})

test('§4.5 the answer says what the stubs say', () => {
  const answer = batchAppendSuccess(
    Buffer.from(uuid().serializeBinary()),
    { stream: 'strëam', expected: { kind: 'any' }, deadlineMs: undefined },
    300,
    70_000,
  )
  const position = new sharedPb.AllStreamPosition()
  position.setCommitPosition('70000')
  position.setPreparePosition('70000')
  const success = new streamsPb.BatchAppendResp.Success()
  success.setCurrentRevision('300')
  success.setPosition(position)
  const identifier = new sharedPb.StreamIdentifier()
  identifier.setStreamName(Buffer.from('strëam'))
  const expected = new streamsPb.BatchAppendResp()
  expected.setCorrelationId(uuid())
  expected.setSuccess(success)
  expected.setStreamIdentifier(identifier)
  expected.setAny(new emptyPb.Empty())
  expect(answer).toEqual(Buffer.from(expected.serializeBinary()))
})
