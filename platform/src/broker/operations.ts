import type { ConsumerDeclaration } from '@one-hcm/contracts/consumers'
import type { DeadLetter, Inbox } from './inbox.ts'

/** The operator named a consumer that does not exist. */
export class UnknownConsumer extends Error {
  override name = 'UnknownConsumer'
  constructor(name: string, known: readonly string[]) {
    super(`There is no consumer '${name}'. One of: ${known.join(', ')}`)
  }
}

/** What can be asked for: the inbox in use, and who may have dead letters in it. */
export type DeadLetterDesk = { inbox: Inbox; consumers: readonly ConsumerDeclaration[] }

/** Dead letters of one consumer or of all, oldest of each first, at most `limit` of each. */
export async function listDeadLetters(
  desk: DeadLetterDesk,
  consumer: string | undefined,
  limit = 100,
): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = []
  for (const name of namesOf(desk, consumer)) letters.push(...(await desk.inbox.deadLetters(name, limit)))
  return letters
}

/** Hands the dead letters of one consumer or of all over again. Returns how many, by consumer. */
export async function redriveDeadLetters(
  desk: DeadLetterDesk,
  consumer: string | undefined,
): Promise<Record<string, number>> {
  const redriven: Record<string, number> = {}
  for (const name of namesOf(desk, consumer)) redriven[name] = await desk.inbox.redrive(name)
  return redriven
}

function namesOf({ consumers }: DeadLetterDesk, consumer: string | undefined): readonly string[] {
  const known = consumers.map(({ name }) => name)
  if (consumer === undefined) return known
  if (!known.includes(consumer)) throw new UnknownConsumer(consumer, known)
  return [consumer]
}
