const BUCKETS = 256

/**
 * A map that is never changed: setting a key gives another map, which shares all but a few hundred entries with it.
 * A state of tens of thousands of entries can so be folded purely, event by event, without copying it each time.
 */
export type BucketedMap<V> = {
  readonly buckets: readonly (ReadonlyMap<string, V> | undefined)[]
  readonly size: number
}

const empty: BucketedMap<never> = { buckets: new Array<undefined>(BUCKETS).fill(undefined), size: 0 }
export const emptyMap = <V>(): BucketedMap<V> => empty

export const lookUp = <V>(map: BucketedMap<V>, key: string): V | undefined => map.buckets[bucketOf(key)]?.get(key)

export function put<V>(map: BucketedMap<V>, key: string, value: V): BucketedMap<V> {
  const known = map.buckets[bucketOf(key)]
  const bucket = new Map(known).set(key, value)
  return { buckets: map.buckets.with(bucketOf(key), bucket), size: map.size + bucket.size - (known?.size ?? 0) }
}

export function drop<V>(map: BucketedMap<V>, key: string): BucketedMap<V> {
  const known = map.buckets[bucketOf(key)]
  if (!known?.has(key)) return map
  const bucket = new Map(known)
  bucket.delete(key)
  return { buckets: map.buckets.with(bucketOf(key), bucket), size: map.size - 1 }
}

/** The entries that fulfil a condition, in one pass. */
export function keep<V>(map: BucketedMap<V>, wanted: (value: V) => boolean): BucketedMap<V> {
  const buckets = map.buckets.map((bucket) => bucket && new Map([...bucket].filter(([, value]) => wanted(value))))
  return { buckets, size: buckets.reduce((sum, bucket) => sum + (bucket?.size ?? 0), 0) }
}

export function* valuesOf<V>(map: BucketedMap<V>): Generator<V> {
  for (const bucket of map.buckets) if (bucket) yield* bucket.values()
}

/** FNV-1a: spreads ids and dates alike. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % BUCKETS
}
