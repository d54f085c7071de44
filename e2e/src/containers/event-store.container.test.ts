import { describe, test } from '@jest/globals'
import { describeEventLog } from '@one-hcm/platform/event-store/testing/event-log-suite'
import { whyNoContainers } from './container-engine.ts'

/** The image that docker-compose.yml names. */
const IMAGE = 'eventstore/eventstore:24.10.0-bookworm-slim'
const PORT = 2113

const reason = whyNoContainers()

if (reason === undefined)
  describeEventLog('EventStoreDB in a container', async () => {
    const { GenericContainer, Wait } = await import('testcontainers')
    const container = await new GenericContainer(IMAGE)
      .withEnvironment({
        EVENTSTORE_INSECURE: 'true',
        EVENTSTORE_CLUSTER_SIZE: '1',
        EVENTSTORE_RUN_PROJECTIONS: 'None',
        EVENTSTORE_MEM_DB: 'true',
      })
      .withExposedPorts(PORT)
      .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
      .start()
    return {
      // The node advertises an address inside its container: discovery would lead nowhere.
      connectionString: `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false`,
      stop: () => container.stop(),
    }
  })
else
  describe('event log on EventStoreDB in a container', () => {
    test.skip(`the suite of every event store (skipped: ${reason})`, () => {})
  })
