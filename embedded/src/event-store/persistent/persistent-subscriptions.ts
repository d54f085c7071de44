import { any } from '../expected-revision.ts'
import type { NodeContext } from '../node-context.ts'
import { Checkpoints } from './checkpoints.ts'
import { Group } from './group.ts'
import { loadGroups, saveGroups } from './group-store.ts'
import { ParkedMessages } from './parked-messages.ts'
import {
  checkpointStream,
  checkSettings,
  type GroupConfig,
  type GroupSettings,
  type GroupStart,
  groupKey,
  parkedStream,
} from './settings.ts'
import { sourceOf } from './source.ts'

/** Why a group cannot be had, made or changed (§3.1); the caller adds the names. */
export class GroupProblem extends Error {
  override name = 'GroupProblem'
  readonly kind: 'exists' | 'does-not-exist' | 'failed'
  constructor(kind: 'exists' | 'does-not-exist' | 'failed', reason = '') {
    super(reason)
    this.kind = kind
  }
}

export interface GroupName {
  /** Undefined for `$all`. */
  stream: string | undefined
  group: string
}

export type GroupProposal = GroupName & Pick<GroupConfig, 'start' | 'settings' | 'filter'>

const tickMs = 1000

/** All groups of the node: their management and their life across restarts (§7.1). */
export class PersistentSubscriptions {
  private readonly node: NodeContext
  private groups = new Map<string, Group>()
  /** Sources that have had a group since the node started: their list may be empty, others do not exist. */
  private readonly knownSources = new Set<string | undefined>()
  private readonly timer: NodeJS.Timeout

  /** Starts every stored group. Throws DamagedRecord. */
  constructor(node: NodeContext) {
    this.node = node
    this.load()
    this.timer = setInterval(() => {
      for (const group of this.groups.values()) group.tick()
    }, tickMs)
    this.timer.unref()
  }

  /** Throws GroupProblem. Resolves when the group is live and its configuration durable. */
  async create(proposal: GroupProposal): Promise<void> {
    const key = groupKey(proposal)
    if (this.groups.has(key)) throw new GroupProblem('exists')
    const config = this.configOf(proposal)
    const group = this.start(config)
    try {
      await this.save()
    } catch (error) {
      // What is not durable must not be used: the client is told that there is no group.
      group.stop()
      this.groups.delete(key)
      throw error
    }
  }

  /** Throws GroupProblem. Consumers are dropped; the group goes on from its checkpoint (§7.1). */
  async update(name: GroupName, settings: GroupSettings, start: GroupStart): Promise<void> {
    const before = this.get(name)
    const config = this.configOf({ ...name, settings, start, filter: before.config.filter })
    before.stop()
    this.start(config)
    await this.save()
  }

  /** Throws GroupProblem. Consumers are dropped; checkpoint and parked messages go with the group (§7.1). */
  async delete(name: GroupName): Promise<void> {
    const group = this.get(name)
    const key = groupKey(name)
    group.stop()
    this.groups.delete(key)
    // Streams that were never written refuse the deletion, which is as good.
    const remove = (stream: string) => this.node.writer.write({ kind: 'delete', stream, expected: any })
    await Promise.all([remove(checkpointStream(key)), remove(parkedStream(key)), this.save()])
  }

  /** Throws GroupProblem. */
  get(name: GroupName): Group {
    const group = this.groups.get(groupKey(name))
    if (group === undefined) throw new GroupProblem('does-not-exist')
    return group
  }

  all(): Group[] {
    return [...this.groups.values()]
  }

  /** Groups of a stream or, for undefined, of `$all`. Throws GroupProblem when there has never been one (§7.1). */
  of(stream: string | undefined): Group[] {
    if (!this.knownSources.has(stream)) throw new GroupProblem('does-not-exist')
    return this.all().filter(({ config }) => config.stream === stream)
  }

  /** Drops every consumer and starts all groups again from what is stored (§7.1). */
  restart(): void {
    this.stopGroups()
    this.load()
  }

  /** Ends all groups with the node. */
  stop(): void {
    clearInterval(this.timer)
    this.stopGroups()
  }

  private stopGroups(): void {
    for (const group of this.groups.values()) group.stop()
    this.groups = new Map()
  }

  private load(): void {
    for (const config of loadGroups(this.node)) this.start(config)
  }

  private start(config: GroupConfig): Group {
    const source = sourceOf(this.node, config)
    const checkpoints = new Checkpoints(this.node, source, config)
    const group = new Group(this.node, config, { source, checkpoints, parked: new ParkedMessages(this.node, config) })
    this.groups.set(groupKey(config), group)
    this.knownSources.add(config.stream)
    return group
  }

  private configOf(proposal: GroupProposal): GroupConfig {
    const problem = proposal.stream === '' ? 'A stream name is empty.' : checkSettings(proposal.settings)
    if (problem !== undefined) throw new GroupProblem('failed', problem)
    const { start, stream } = proposal
    const isAll = stream === undefined
    if (isAll && typeof start === 'number' && start > this.node.log.lastPosition) {
      throw new GroupProblem('failed', 'The start position lies behind the end of the log.')
    }
    return { ...proposal, firstSequence: this.firstSequence(stream, start) }
  }

  /** §7.1: inclusive; `end` is what is committed from now on, whenever a consumer comes. */
  private firstSequence(stream: string | undefined, start: GroupStart): number {
    const first = stream === undefined ? 1 : 0
    if (start === 'start') return first
    if (start !== 'end') return Math.max(first, start)
    return (stream === undefined ? this.node.log.lastPosition : (this.node.log.head(stream)?.last ?? -1)) + 1
  }

  private save(): Promise<void> {
    return saveGroups(
      this.node,
      this.all().map(({ config }) => config),
    )
  }
}
