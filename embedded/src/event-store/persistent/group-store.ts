import type { NodeContext } from '../node-context.ts'
import { isNotFound } from '../reading/visibility.ts'
import { appendOwn, keepTwo } from './internal-writes.ts'
import type { GroupConfig } from './settings.ts'

const configStream = '$persistentSubscriptionConfig'
const version = '2'

interface StoredConfig {
  version: string
  updated: string
  entries: GroupConfig[]
}

/** All groups as the last `$PersistentConfig` event has them (§7.1). Throws DamagedRecord. */
export function loadGroups(node: NodeContext): GroupConfig[] {
  const head = node.log.head(configStream)
  if (head === undefined || isNotFound(head)) return []
  const stored = JSON.parse(node.log.recordOf(head, head.last).data.toString('utf8')) as StoredConfig
  return stored.entries
}

/** Saves all groups. Resolves when durable. */
export async function saveGroups(node: NodeContext, entries: GroupConfig[]): Promise<void> {
  const stored: StoredConfig = { version, updated: new Date(node.now()).toISOString(), entries }
  await keepTwo(node, configStream)
  await appendOwn(node, configStream, { type: '$PersistentConfig', isJson: true, data: JSON.stringify(stored) })
}
