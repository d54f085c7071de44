import { BlobServiceClient, type ContainerClient, StorageRetryPolicyType } from '@azure/storage-blob'

export type ContainerOptions = {
  /** Azure Storage connection string (`AZURE_STORAGE_CONNECTION_STRING`). */
  connectionString: string
  /** Container name; created by `ensureReady` when it does not exist. */
  container: string
}

/** What one request may take on the server before it is given up there. */
const TRY_MS = 10_000
const TRIES_MAX = 4
const RETRY_DELAY_MS = 100
const RETRY_DELAY_MAX_MS = 2_000
/** What one operation may take with all its tries; the library alone would wait for a silent server for ever. */
const OPERATION_MS = 30_000

/** A container client with bounded retries. Retried are broken connections, 500 and 503, never a refusal. */
export function openContainer({ connectionString, container }: ContainerOptions): ContainerClient {
  return BlobServiceClient.fromConnectionString(connectionString, {
    retryOptions: {
      retryPolicyType: StorageRetryPolicyType.EXPONENTIAL,
      maxTries: TRIES_MAX,
      tryTimeoutInMs: TRY_MS,
      retryDelayInMs: RETRY_DELAY_MS,
      maxRetryDelayInMs: RETRY_DELAY_MAX_MS,
    },
  }).getContainerClient(container)
}

/** Aborts an operation that has taken too long: pass it as `abortSignal`. */
export const deadline = (): AbortSignal => AbortSignal.timeout(OPERATION_MS)

/** Creates the container unless it is there. Safe to run from several processes at once. */
export async function ensureContainer(client: ContainerClient): Promise<void> {
  await client.createIfNotExists({ abortSignal: deadline() })
}

const statusOf = (error: unknown): number | undefined => (error as { statusCode?: number } | undefined)?.statusCode

export const isNotFound = (error: unknown): boolean => statusOf(error) === 404

/**
 * A condition did not hold. After a lost reply and a retry this may be the echo of our own write, so whoever meets it
 * reads back and compares before calling it a conflict (reliability §6).
 */
export const isConditionFailed = (error: unknown): boolean => statusOf(error) === 409 || statusOf(error) === 412
