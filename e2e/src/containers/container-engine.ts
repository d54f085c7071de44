import { spawnSync } from 'node:child_process'

/** Why containers cannot be used here, undefined where they can: asked for (`RUN_CONTAINER_TESTS=1`), and an engine answers. */
export function whyNoContainers(): string | undefined {
  if (process.env.RUN_CONTAINER_TESTS !== '1') return 'RUN_CONTAINER_TESTS is not 1'
  const { status } = spawnSync('docker', ['info'], { timeout: 5_000, stdio: 'ignore' })
  return status === 0 ? undefined : 'no container engine answers'
}
