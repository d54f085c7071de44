/** A thread that prints one dossier and ends: what strangers' files cost in time and memory, they cost here. */
import { parentPort, workerData } from 'node:worker_threads'
import { type PrintJob, printDossier } from './print-dossier.ts'

const { bytes, included } = await printDossier(workerData as PrintJob)
const own = Uint8Array.from(bytes)
parentPort!.postMessage({ bytes: own, included }, [own.buffer])
