import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import { describe, expect, test } from '@jest/globals'
import { noMetadata } from '../stream-metadata.ts'
import { parseUuid } from '../wire/uuid.ts'
import { encodeRecord, StoredRecord } from './record.ts'
import { decodeHead, encodeHead } from './stream-head.ts'

const id = '0123abcd-1111-4222-8333-0123456789ab'
const encoded = () =>
  encodeRecord({
    event: {
      id: parseUuid(id)!,
      type: 'Typé',
      isJson: true,
      data: Buffer.from('{"a":1}'),
      metadata: Buffer.from('{"m":2}'),
    },
    stream: 'strëam',
    streamNumber: 7,
    revision: 300,
    position: 70_000,
    createdMs: 1_700_000_000_123,
    isTombstone: false,
  })

describe('a stored record', () => {
  test('holds the message that a read answers with', () => {
    const record = new StoredRecord(encoded(), 70_000)
    const response = streamsPb.ReadResp.deserializeBinary(record.readResponse)
    const event = response.getEvent()?.getEvent()
    expect(event?.getId()?.getString()).toBe(id)
    expect(Buffer.from(event!.getStreamIdentifier()!.getStreamName_asU8()).toString()).toBe('strëam')
    expect(event?.getStreamRevision()).toBe('300')
    expect([event?.getCommitPosition(), event?.getPreparePosition()]).toEqual(['70000', '70000'])
    expect(response.getEvent()?.getCommitPosition()).toBe('70000')
    expect(event?.getMetadataMap().toArray()).toEqual([
      ['content-type', 'application/json'],
      ['created', '17000000001230000'],
      ['type', 'Typé'],
    ])
    expect(Buffer.from(event!.getData_asU8()).toString()).toBe('{"a":1}')
    expect(Buffer.from(event!.getCustomMetadata_asU8()).toString()).toBe('{"m":2}')
    expect(streamsPb.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(record.recordedEvent).toObject()).toEqual(
      event?.toObject(),
    )
  })

  test('gives its parts back', () => {
    expect(new StoredRecord(encoded(), 70_000)).toMatchObject({
      isJson: true,
      isLink: false,
      isTombstone: false,
      isHidden: false,
      streamNumber: 7,
      revision: 300n,
      createdMs: 1_700_000_000_123,
      stream: 'strëam',
      type: 'Typé',
    })
  })

  test('is refused for every single flipped bit, for a cut and for another position', () => {
    const bytes = encoded()
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Buffer.from(bytes)
      damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7))
      expect(() => new StoredRecord(damaged, 70_000)).toThrow('is damaged')
    }
    expect(() => new StoredRecord(bytes.subarray(0, 40), 70_000)).toThrow('cut off')
    expect(() => new StoredRecord(bytes, 70_001)).toThrow('another position')
  })
})

test('a head is what it was, or refused', () => {
  const head = {
    name: 'strëam',
    number: 7,
    last: 2 ** 40,
    tombstonePosition: 0,
    metadata: { ...noMetadata, maxCount: 3, truncateBefore: 0 },
  }
  const bytes = encodeHead(head)
  expect(decodeHead(bytes, 'strëam')).toEqual(head)
  expect(() => decodeHead(bytes, 'other')).toThrow('damaged')
  bytes[20] = bytes[20]! ^ 1
  expect(() => decodeHead(bytes, 'strëam')).toThrow('damaged')
})
