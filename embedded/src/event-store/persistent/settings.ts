import type { FilterRequest } from '../reading/filters.ts'

export const strategies = ['DispatchToSingle', 'RoundRobin', 'Pinned', 'PinnedByCorrelation'] as const
export type Strategy = (typeof strategies)[number]

/** Settings of a group as a client gives them (§7.1). Times in milliseconds. */
export interface GroupSettings {
  resolveLinks: boolean
  extraStatistics: boolean
  messageTimeoutMs: number
  maxRetryCount: number
  checkpointAfterMs: number
  minCheckpointCount: number
  maxCheckpointCount: number
  /** 0: any number. */
  maxSubscriberCount: number
  liveBufferSize: number
  readBatchSize: number
  historyBufferSize: number
  strategy: Strategy
}

/** Where a new group begins; numbers are revisions or positions, inclusive (§7.1). */
export type GroupStart = 'start' | 'end' | number

/** Everything that survives a restart about a group. */
export interface GroupConfig {
  /** Undefined for `$all`. */
  stream: string | undefined
  group: string
  start: GroupStart
  /** First revision or position to deliver while there is no checkpoint: `start` as it was when the group was made. */
  firstSequence: number
  settings: GroupSettings
  /** Of `$all` groups only. */
  filter: FilterRequest | undefined
}

/** Name of what a group reads, as clients see it. */
export const sourceName = ({ stream }: Pick<GroupConfig, 'stream'>): string => stream ?? '$all'

/** Identity of a group and prefix of its own streams (§7.1, §7.3). */
export const groupKey = (config: Pick<GroupConfig, 'stream' | 'group'>): string =>
  `${sourceName(config)}::${config.group}`

export const checkpointStream = (key: string): string => `$persistentsubscription-${key}-checkpoint`
export const parkedStream = (key: string): string => `$persistentsubscription-${key}-parked`

/** Why a group cannot have these settings, or undefined (§7.1). */
export function checkSettings(settings: GroupSettings): string | undefined {
  if (!strategies.includes(settings.strategy)) return `Consumer strategy ${settings.strategy} does not exist.`
  if (settings.readBatchSize >= settings.historyBufferSize) {
    return 'The read batch size must be smaller than the history buffer size.'
  }
  const counts = [
    settings.messageTimeoutMs,
    settings.maxRetryCount,
    settings.checkpointAfterMs,
    settings.minCheckpointCount,
    settings.maxCheckpointCount,
    settings.maxSubscriberCount,
    settings.liveBufferSize,
    settings.readBatchSize,
  ]
  return counts.some((count) => count < 0) ? 'Sizes, counts and times of a group are not negative.' : undefined
}
