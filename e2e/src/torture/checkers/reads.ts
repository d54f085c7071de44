import type { Evidence } from './checker.ts'

/** What the query API answered about each application after the run: its status, or undefined where it found none. */
export type ApplicationReads = ReadonlyMap<string, string | undefined>

/** Every application of the log is shown, with the status of its last event. */
export function effectsInReads({ log }: Pick<Evidence, 'log'>, reads: ApplicationReads): string[] {
  const expected = new Map<string, string>()
  for (const { type, data } of log) {
    if (type === 'ApplicationSubmitted') expected.set(String(data.application_id), 'pending')
    if (type === 'ApplicationStatusChanged') expected.set(String(data.application_id), String(data.new_status))
  }
  return [...expected].flatMap(([id, status]) =>
    reads.get(id) === status ? [] : [`application ${id} is ${status} but reads show ${reads.get(id) ?? 'nothing'}`],
  )
}
