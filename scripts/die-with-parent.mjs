// Preloaded into what scripts/run.mjs starts: when that process is gone, also by kill -9, the pipe between them closes
// and this one stops as if it had been asked to.
import { Socket } from 'node:net'

const pipe = new Socket({ fd: 3 })
const stop = () => process.kill(process.pid, 'SIGTERM')
pipe.on('error', () => {})
pipe.once('close', stop)
pipe.resume()
pipe.unref()
