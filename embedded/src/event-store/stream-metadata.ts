import { isObject, numberText, parseExactly } from './exact-json.ts'

/** The part of a stream's metadata that changes what reads show (§5.1). */
export interface StreamMetadata {
  /** `$tb` is the largest int64 (§5.2). */
  softDeleted: boolean
  truncateBefore: number | undefined
  maxCount: number | undefined
  maxAgeSeconds: number | undefined
}

export const noMetadata: StreamMetadata = {
  softDeleted: false,
  truncateBefore: undefined,
  maxCount: undefined,
  maxAgeSeconds: undefined,
}

/** `{"$tb":…}` with the largest int64, exactly as a soft delete writes it (§5.2). */
export const softDeleteMetadata = Buffer.from('{"$tb":9223372036854775807}')

const int64Max = 9_223_372_036_854_775_807n
const int64Min = -9_223_372_036_854_775_808n

/** The object in `data`, each number as its text, or undefined when it is no JSON object. */
function readObject(data: Uint8Array): { [key: string]: unknown } | undefined {
  let text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8')
  if (text.startsWith('\uFEFF')) text = text.slice(1)
  try {
    const value = parseExactly(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Effective metadata of the bytes of the last `$metadata` event (§5.1). Never throws: nonsense is empty metadata. */
export function parseStreamMetadata(data: Uint8Array, isJson: boolean): StreamMetadata {
  if (!isJson) return noMetadata
  const value = readObject(data)
  if (value === undefined) return noMetadata
  const known: { [key: string]: bigint | undefined } = {}
  for (const key of ['$maxCount', '$maxAge', '$tb', '$cacheControl']) {
    if (!Object.hasOwn(value, key) || value[key] === null) continue
    const text = numberText(value[key])
    if (text === undefined || !/^-?\d+$/.test(text)) return noMetadata
    const exact = BigInt(text)
    if (exact > int64Max || exact < int64Min) return noMetadata
    known[key] = exact
  }
  if (Object.hasOwn(value, '$acl') && !isObjectOrNull(value.$acl)) return noMetadata
  if (Object.hasOwn(value, '$tmp') && typeof value.$tmp !== 'boolean' && value.$tmp !== null) return noMetadata
  const truncateBefore = known.$tb
  return {
    softDeleted: truncateBefore === int64Max,
    truncateBefore: truncateBefore !== undefined && truncateBefore >= 0n ? clamp(truncateBefore) : undefined,
    maxCount: positive(known.$maxCount),
    maxAgeSeconds: positive(known.$maxAge),
  }
}

const isObjectOrNull = (value: unknown): boolean => value === null || Array.isArray(value) || isObject(value)
const clamp = (value: bigint): number => Number(value > 9_007_199_254_740_991n ? 9_007_199_254_740_991n : value)
const positive = (value: bigint | undefined): number | undefined =>
  value !== undefined && value > 0n ? clamp(value) : undefined

/**
 * The raw metadata `data` with `$tb` replaced, every other member kept as it was written (§5.2). Raw text that is no
 * JSON object becomes an object with `$tb` alone.
 */
export function withTruncateBefore(data: Uint8Array, isJson: boolean, truncateBefore: number): Buffer {
  const value = isJson ? readObject(data) : undefined
  return Buffer.from(JSON.stringify({ ...value, $tb: truncateBefore }))
}
