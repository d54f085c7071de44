import type { WriteGroup } from './write-group.ts'

type Listener = () => void

/** Wakes readers when something they wait for has become durable. */
export class CommitSignal {
  private readonly all = new Set<Listener>()
  private readonly streams = new Map<string, Set<Listener>>()

  /** Calls `listener` after every commit. Returns the way to stop. */
  onAny(listener: Listener): () => void {
    this.all.add(listener)
    return () => this.all.delete(listener)
  }

  /** Calls `listener` after every commit that changed the stream, its metadata included. Returns the way to stop. */
  onStream(stream: string, listener: Listener): () => void {
    const listeners = this.streams.get(stream) ?? new Set()
    this.streams.set(stream, listeners)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.streams.get(stream) === listeners) this.streams.delete(stream)
    }
  }

  committed(group: WriteGroup): void {
    for (const listener of [...this.all]) listener()
    if (this.streams.size === 0) return
    for (const { name } of group.heads) {
      for (const listener of [...(this.streams.get(name) ?? [])]) listener()
    }
  }
}
