import { randomUUID } from 'node:crypto'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { deadline } from './deadline.ts'
import { reachDeadline } from './reach-deadline.ts'

const PAGE = 200
/** Pages one look takes at most; what is left comes with the next. */
const PAGES_MAX = 50

/**
 * The clock at the edge of the deadline process: looks up what is due, and lets each aggregate decide. The list is only a
 * hint: what it says too early, twice or too late is judged by the deadline's own stream, at whose revision the event is
 * appended. So any number of clocks may run, on any state of the read model, with any clock time.
 */
export type DeadlineClock = {
  /** One look. Resolves with the number of deadlines that were reached or expired by it. */
  look(): Promise<number>
}

export function createDeadlineClock(options: {
  readModels: Pick<ReadModels, 'pool'>
  executor: CommandExecutor
  now(): Date
}): DeadlineClock {
  const { readModels, executor } = options

  const reach = async (id: string, now: string): Promise<boolean> => {
    const commandId = randomUUID()
    const outcome = await executor.execute(
      {
        actor: { id: 'clock:deadlines', role: 'system' },
        commandId,
        fingerprint: undefined,
        ifMatch: undefined,
        correlationId: commandId,
        causationId: commandId,
        requestId: commandId,
        now,
      },
      { aggregate: deadline, id, decide: (state) => reachDeadline(state, { now }) },
    )
    return !isRefusal(outcome) && outcome.events.length > 0
  }

  return {
    look: async () => {
      const now = options.now().toISOString()
      let reached = 0
      // Goes on behind the last row it saw, so that rows that never change (a parked stream's) hold nobody up.
      let after = { due_at: new Date(0).toISOString(), id: '00000000-0000-0000-0000-000000000000' }
      for (let page = 0; page < PAGES_MAX; page++) {
        const due = await dueAfter(readModels, now, after)
        for (const { id } of due) if (await reach(id, now)) reached += 1
        if (due.length < PAGE) break
        after = due.at(-1)!
      }
      return reached
    },
  }
}

type Due = { id: string; due_at: string }

async function dueAfter(readModels: Pick<ReadModels, 'pool'>, now: string, after: Due): Promise<Due[]> {
  const { rows } = await readModels.pool().query<Due>({
    name: 'due-deadlines',
    text: `select id, doc ->> 'due_at' as due_at from deadlines
           where status = 'pending' and due_at <= $1 and (due_at, id) > ($2::timestamptz, $3::uuid)
           order by due_at, id limit ${PAGE}`,
    values: [now, after.due_at, after.id],
  })
  return rows
}
