import { binaryEvent, START } from '@eventstore/db-client'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { collect, failureOf, startTestNode, type TestNode, testEvents } from '../testing/test-node.ts'
import { categoryOf } from './targets.ts'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode({ systemLinks: ['by-category', 'by-event-type'] })
})
afterAll(() => node.stop())

test.each([
  ['order-1', 'order'],
  ['order-1-2', 'order'],
  ['order', undefined],
  ['-order', undefined],
  ['$order-1', undefined],
])('§9 the category of %s is %s', (stream, category) => {
  expect(categoryOf(stream)).toBe(category)
})

/** What a subscription to a link stream has shown, resolved, once it holds `count` events. */
async function linked(stream: string, count: number): Promise<string[]> {
  const seen: string[] = []
  const subscription = node.client.subscribeToStream(stream, { fromRevision: START, resolveLinkTos: true })
  for await (const { event, link } of subscription) {
    seen.push(`${event?.revision}@${event?.streamId}${link === undefined ? '' : ' linked'}`)
    if (seen.length === count) break
  }
  await subscription.unsubscribe()
  return seen
}

test('§9 events are linked once, in order, also across restarts', async () => {
  await node.client.appendToStream('cat-1', testEvents(2, 'meow'))
  await node.client.appendToStream('cat-2', testEvents(1, 'meow'))
  await node.client.appendToStream('nocategory', testEvents(1, 'meow'))
  const before = ['0@cat-1 linked', '1@cat-1 linked', '0@cat-2 linked']
  expect(await linked('$ce-cat', 3)).toEqual(before)
  expect(await linked('$et-meow', 4)).toEqual([...before, '0@nocategory linked'])
  await node.restart()
  await node.client.appendToStream('cat-1', testEvents(1, 'meow'))
  expect(await linked('$ce-cat', 4)).toEqual([...before, '2@cat-1 linked'])
  expect(await linked('$et-meow', 5)).toEqual([...before, '0@nocategory linked', '2@cat-1 linked'])
})

test('§9 links are linked by what they point to', async () => {
  await node.client.appendToStream('plain', testEvents(1, 'pointed-to'))
  await node.client.appendToStream('dog-1', binaryEvent({ type: '$>', data: Buffer.from('0@plain') }))
  expect(await linked('$ce-dog', 1)).toEqual(['0@plain linked'])
})

test('§9 off by default', async () => {
  const other = await startTestNode()
  await other.client.appendToStream('cat-1', testEvents(1))
  expect((await failureOf(collect(other.client.readStream('$ce-cat')))).type).toBe('stream-not-found')
  await other.stop()
})
