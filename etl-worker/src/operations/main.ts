/** `npm run lake -- export|verify|dead-letters|redrive`: the data lake, for operators. */
import { createDocumentStore } from '@one-hcm/platform/blobs/document-store'
import { createLakeStore } from '@one-hcm/platform/blobs/lake-store'
import { createInbox } from '@one-hcm/platform/broker/create-inbox'
import { runOperation } from '@one-hcm/platform/lifecycle/operation'
import { operate, parseCommand, usage } from './operations.ts'

const command = commandLine()
if (command)
  await runOperation('lake', async ({ log, pool, keys, logger, settings }) => {
    const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING
    const inbox = createInbox({ log, pool, logger, amqpUrl: settings.AMQP_URL, prefix: settings.AMQP_PREFIX })
    try {
      return await operate(command, {
        log,
        documents: createDocumentStore({ connectionString, container: settings.DOCUMENTS_CONTAINER, keys }),
        lakeOf: (container = settings.AZURE_STORAGE_CONTAINER) => createLakeStore({ connectionString, container }),
        inbox,
        print: (line) => console.log(line),
      })
    } finally {
      await inbox.close()
    }
  })

/** Understood before anything is opened, so that a wrong word is answered without a configuration. */
function commandLine() {
  try {
    return parseCommand(process.argv.slice(2))
  } catch {
    console.error(usage)
    process.exitCode = 2
    return undefined
  }
}
