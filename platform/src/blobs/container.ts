import { BlobServiceClient, type ContainerClient, StorageRetryPolicyType } from '@azure/storage-blob'

export type ContainerOptions = {
  /** Azure Storage connection string (`AZURE_STORAGE_CONNECTION_STRING`). */
  connectionString: string
  /** Container name; created by `ensureReady` when it does not exist. */
  container: string
  /** Milliseconds that one operation may take with all its tries; the library alone waits for a silent server for ever. */
  operationMs?: number
}

/** A container and the time limit of operations on it: pass a fresh `deadline()` as `abortSignal` to each. */
export type OpenContainer = { client: ContainerClient; deadline(): AbortSignal }

/** What one request may take on the server before it is given up there. */
const TRY_MS = 10_000
const TRIES_MAX = 4
const RETRY_DELAY_MS = 100
const RETRY_DELAY_MAX_MS = 2_000
const OPERATION_MS = 30_000

/** A container client with bounded retries. Retried are broken connections, 500 and 503, never a refusal. */
export function openContainer(options: ContainerOptions): OpenContainer {
  const { connectionString, container, operationMs = OPERATION_MS } = options
  const client = BlobServiceClient.fromConnectionString(connectionString, {
    retryOptions: {
      retryPolicyType: StorageRetryPolicyType.EXPONENTIAL,
      maxTries: TRIES_MAX,
      tryTimeoutInMs: TRY_MS,
      retryDelayInMs: RETRY_DELAY_MS,
      maxRetryDelayInMs: RETRY_DELAY_MAX_MS,
    },
  }).getContainerClient(container)
  return { client, deadline: () => AbortSignal.timeout(operationMs) }
}

/** Creates the container unless it is there. Safe to run from several processes at once. */
export async function ensureContainer({ client, deadline }: OpenContainer): Promise<void> {
  await client.createIfNotExists({ abortSignal: deadline() })
}

const statusOf = (error: unknown): number | undefined => (error as { statusCode?: number } | undefined)?.statusCode

export const isNotFound = (error: unknown): boolean => statusOf(error) === 404

/**
 * A condition did not hold. After a lost reply and a retry this may be the echo of our own write, so whoever meets it
 * reads back and compares before calling it a conflict (reliability §6).
 */
export const isConditionFailed = (error: unknown): boolean => statusOf(error) === 409 || statusOf(error) === 412
