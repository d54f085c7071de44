/**
 * The blob node: the part of Azure Blob Storage's REST interface that One HCM uses, on local disk, durable.
 *
 * Usage: BLOB_ACCOUNT_KEY=<base64> node main.ts --port 10000 --data DIR [--account onehcm]
 * Prints one line when it listens (on the loopback interface), stops in good order on SIGTERM and exits 0; with
 * ONE_HCM_PARENT_PIPE=1 also when its standard input closes.
 */
import { parseArgs } from 'node:util'
import { createBlobServer } from './server.ts'
import { openStore } from './store.ts'

const { values } = parseArgs({
  options: { port: { type: 'string' }, data: { type: 'string' }, account: { type: 'string', default: 'onehcm' } },
})
const key = process.env.BLOB_ACCOUNT_KEY
if (!values.port || !values.data || !key) {
  console.error('Usage: BLOB_ACCOUNT_KEY=<base64> node main.ts --port PORT --data DIRECTORY [--account NAME]')
  process.exit(2)
}

const store = await openStore(values.data)
const server = createBlobServer(store, { name: values.account, key }, (error) => console.error(error))
server.once('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `EADDRINUSE: port ${values.port} is taken` : error)
  process.exit(1)
})
server.listen(Number(values.port), '127.0.0.1', () => console.log(`Blob node listens on 127.0.0.1:${values.port}`))

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  // Requests under way are answered; a client that dawdles is cut off.
  const cut = setTimeout(() => server.closeAllConnections(), 3_000)
  await new Promise((resolve) => server.close(resolve))
  clearTimeout(cut)
  await store.close()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
if (process.env.ONE_HCM_PARENT_PIPE === '1') process.stdin.once('end', stop).once('error', stop).resume()
// The reader of our output may die before us.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
