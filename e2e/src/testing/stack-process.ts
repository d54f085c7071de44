/**
 * The embedded parts in a process of their own, for services that run apart: prints where they are, and ends, with all
 * of them, when one of them ends.
 */
import { startStack } from '@one-hcm/embedded/stack/stack'
import { runUntilSignalled } from '@one-hcm/platform/lifecycle/run'
import { createLogger } from '@one-hcm/platform/logging/logger'

let stop: () => Promise<void> = () => Promise.resolve()
await runUntilSignalled({
  logger: createLogger({ level: 'warn', service: 'stack' }),
  stopWithinMs: 30_000,
  start: async () => {
    const stack = await startStack({
      env: process.env,
      report: (sentence) => console.log(sentence),
      onUnexpectedEnd: (sentence) => {
        console.error(sentence)
        process.kill(process.pid, 'SIGTERM')
      },
    })
    stop = () => stack.stop()
    console.log(`STACK ${JSON.stringify(stack.env)}`)
  },
  stop: () => stop(),
})
