import { deriveId } from './aggregate-id.ts'
import type { Recorded } from './event.ts'

/** Id of an event: by its command and its place among what that left in the stream, so that the store refuses doubles. */
export const eventId = (commandId: string, stream: string, index: number): string =>
  deriveId('event', commandId, stream, String(index))

/** Most events that one command is looked at for. */
const PLACES_MAX = 4

/** Whether another event of the same command came before in the stream: this one then follows from that. */
export const followsInItsCommand = ({ id, stream, metadata }: Recorded): boolean =>
  Array.from({ length: PLACES_MAX }, (_, place) => place + 1).some(
    (place) => eventId(metadata.command_id, stream, place) === id,
  )
