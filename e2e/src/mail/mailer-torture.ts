import { setTimeout as delay } from 'node:timers/promises'
import type { Child } from '../testing/child.ts'
import { createRandom, type Random } from '../testing/random.ts'
import { waitFor } from '../testing/wait.ts'
import { duplicatesOf, type MailEvidence, mailViolations } from './mail-evidence.ts'
import { createMailLoad } from './mail-load.ts'
import { type MailStage, startMailStage } from './mail-stage.ts'

export type MailerTortureOptions = {
  seed: number
  kills: number
  mailers: number
  /** Messages that wait at most, while more keeps happening. */
  backlog: number
  amqp?: { url: string; prefix: string } | undefined
  say(line: string): void
}

export type MailerTortureReport = {
  seed: number
  kills: number
  killedAt: Record<string, number>
  mailers: number
  broker: boolean
  startedAt: string
  durationS: number
  wanted: number
  sent: number
  interrupted: number
  duplicates: number
  /** Of the duplicates, how many the server had taken without saying so. */
  repliesWithheld: number
  tooLate: number
  violations: string[]
}

type Step = 'connected' | 'sender' | 'recipient' | 'data' | 'accepted'
const STEPS: readonly Step[] = ['connected', 'sender', 'recipient', 'data', 'accepted']
const START_WITHIN_MS = 60_000
const KILL_WITHIN_MS = 5_000
/** Messages from one kill to the next, on average. */
const PACE = 20
const PACE_WITHIN_MS = 20_000
const DRAIN_WITHIN_MS = 180_000
const idOf = (messageId: string) => messageId.slice(1).replace(/@.*$/, '')

/** Kills mailers around the dialogue with the mail server, again and again, and then compares log, wishes and arrivals. */
export async function tortureMailer(options: MailerTortureOptions): Promise<MailerTortureReport> {
  const { seed, kills, mailers, backlog, say } = options
  const started = performance.now()
  const startedAt = new Date().toISOString()
  const random = createRandom(seed)
  const stage = await startMailStage(options.amqp)
  try {
    const repliesWithheld = misbehave(stage, random.fork('server'))
    const load = createMailLoad(stage, random.fork('load'))
    const running = Array.from({ length: mailers }, (_, index) => stage.startMailer(`mailer-${index}`))
    await waitFor(
      'the mailers to draw their line',
      async () => (await stage.log.readStream('mailing-main')).length > 0,
      START_WITHIN_MS,
    )

    let loading = true
    const feeding = (async () => {
      while (loading) {
        if (load.wanted.length - stage.peer.received.length < backlog) await load.next()
        else await delay(10)
      }
    })()
    const killedAt = await killAround(stage, running, kills, random.fork('kills'), say)
    loading = false
    await feeding

    say(`draining: ${load.wanted.length} messages wanted`)
    await drained(
      stage,
      load.wanted.map(({ emailId }) => emailId),
    )
    // Whoever takes everything for new: no checkpoint, no schedule, the log from its beginning.
    for (const mailer of running) mailer.signal('SIGKILL')
    await Promise.all(running.map(({ ended }) => ended))
    const takenBeforeReplay = stage.peer.received.length
    await stage.pool.query("delete from hcm.checkpoints where name = 'mailer'")
    await stage.pool.query('truncate hcm.mail_schedule')
    const last = stage.startMailer('mailer-replay')
    const before = load.wanted.length
    while (load.wanted.length === before) await load.next()
    await drained(
      stage,
      load.wanted.slice(before).map(({ emailId }) => emailId),
    )
    last.signal('SIGTERM')
    await last.ended

    const streams = await stage.messages()
    const news = new Set(load.wanted.slice(before).map(({ emailId }) => emailId))
    const evidence: MailEvidence = {
      wanted: load.wanted,
      tooLate: load.tooLate,
      streams,
      taken: stage.peer.received.map(({ messageId, to }) => ({ emailId: idOf(messageId), to })),
      takenBeforeReplay:
        takenBeforeReplay + stage.peer.received.filter(({ messageId }) => news.has(idOf(messageId))).length,
    }
    const attempts = streams.flat().filter(({ type }) => type === 'EmailAttempted').length
    const outcomes = streams.flat().filter(({ type }) => type === 'EmailSent' || type === 'EmailDeliveryFailed').length
    return {
      seed,
      kills,
      killedAt,
      mailers,
      broker: options.amqp !== undefined,
      startedAt,
      durationS: Math.round((performance.now() - started) / 1_000),
      wanted: load.wanted.length,
      sent: streams.filter((events) => events.some(({ type }) => type === 'EmailSent')).length,
      interrupted: attempts - outcomes,
      duplicates: duplicatesOf(evidence),
      repliesWithheld: repliesWithheld(),
      tooLate: load.tooLate.length,
      violations: mailViolations(evidence),
    }
  } finally {
    await stage.stop()
  }
}

/** Now and then the server refuses for the moment, hangs up, falls silent, or takes a message without saying so. */
function misbehave({ peer }: MailStage, random: Random): () => number {
  let withheld = 0
  peer.onMessage(() => {
    const draw = random.next()
    if (draw < 0.02) return { reply: 451 }
    if (draw < 0.03) return 'cut'
    if (draw < 0.035) return 'hang'
    if (draw >= 0.036) return 'accept'
    withheld += 1
    return 'accept-without-reply'
  })
  return () => withheld
}

/** Each kill waits for a step of some dialogue, and then for a moment that is drawn. Whoever is killed is started anew. */
async function killAround(
  stage: MailStage,
  running: Child[],
  kills: number,
  random: Random,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const killedAt: Record<string, number> = Object.fromEntries(STEPS.map((step) => [step, 0]))
  for (let kill = 1; kill <= kills; kill += 1) {
    const step = random.pick(STEPS)
    const index = random.integer(running.length)
    const moment = random.chance(0.5) ? 0 : random.next() * 20
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, KILL_WITHIN_MS)
      stage.peer.onStep((reached) => {
        if (reached !== step) return
        stage.peer.onStep(() => undefined)
        clearTimeout(late)
        if (moment === 0) resolve()
        else setTimeout(resolve, moment)
      })
    })
    stage.peer.onStep(() => undefined)
    running[index]!.signal('SIGKILL')
    killedAt[step] = killedAt[step]! + 1
    await running[index]!.ended
    running[index] = stage.startMailer(`mailer-${index}`)
    if (kill % 25 === 0) say(`kill ${kill}: ${stage.peer.received.length} messages taken`)
    // Somebody has to be at work for the next one to hit.
    const enough = stage.peer.received.length + 1 + random.integer(2 * PACE)
    await waitFor('mailers at work', () => stage.peer.received.length >= enough, PACE_WITHIN_MS).catch(() => undefined)
  }
  return killedAt
}

async function drained(stage: MailStage, emailIds: readonly string[]): Promise<void> {
  const open = new Set(emailIds)
  await waitFor(
    'every message to be sent',
    async () => {
      for (const id of [...open]) {
        const events = await stage.log.readStoredStream(`email-${id}`)
        if (!events.some(({ type }) => type === 'EmailSent')) return false
        open.delete(id)
      }
      return true
    },
    DRAIN_WITHIN_MS,
  ).catch(() => undefined)
}
