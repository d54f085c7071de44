import type { Values } from './values.ts'

/** Longer texts are cut: base64 of files, long lines of prose. */
const TEXT_MAX = 160
/** Of a list, the first items show what all of them look like. */
const ITEMS_MAX = 2
/** Shorter kept values would be found where they do not stand. */
const KEPT_MIN = 8

const NEAR_DAYS = 500
const DAY_MS = 86_400_000

/** Fields whose value is another one in each run. */
const VOLATILE: Readonly<Record<string, string>> = {
  access_token: '<access token>',
  refresh_token: '<refresh token>',
  position: '<position>',
  next_cursor: '<cursor>',
  request_id: '<request id>',
  trace_id: '<request id>',
  correlation_id: '<id>',
  ticket: '<ticket>',
  sha256: '<sha256>',
  storage_key: '<key>',
  file_data: '<base64>',
  version: '<version>',
  user_agent: '<client>',
  cpu_percent: '<number>',
  memory_percent: '<number>',
  memory_used_mb: '<number>',
  memory_available_mb: '<number>',
  memory_mb: '<number>',
  uptime_seconds: '<number>',
  answered: '<number>',
  average_ms: '<number>',
  behind_ms: '<number>',
}

/**
 * An answer as the guide shows it: stable from run to run. Ids, times, days near today, tokens and positions become words
 * in angle brackets, what an example kept becomes its name; long texts and lists are cut.
 */
export function normalised(body: unknown, values: Values, now: Date): string {
  const text = JSON.stringify(shortened(body), null, 2) ?? ''
  return tidied(text, values, now)
}

/** The same for a text: a path, a header, a line of NDJSON. */
export function tidied(text: string, values: Values, now: Date): string {
  let tidy = text
  for (const [name, value] of [...values].toSorted(([, a], [, b]) => b.length - a.length))
    if (value.length >= KEPT_MIN && !isPlain(value)) tidy = tidy.replaceAll(value, `{${name}}`)
  return tidy
    .replaceAll(/\/notifications\/\d+/g, '/notifications/{notification}')
    .replaceAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
    .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)/g, (moment) =>
      isNear(moment.slice(0, 10), now) ? '<time>' : moment,
    )
    .replaceAll(/\b\d{4}-\d\d-\d\d\b/g, (day) => (isNear(day, now) ? '<day>' : day))
    .replaceAll(/"\d{4}-\d\d"/g, (month) => (isNear(`${month.slice(1, 8)}-15`, now) ? '"<month>"' : month))
    .replaceAll(/\b(\d\d)\/(\d\d)\/(\d{4})\b/g, (date, day: string, month: string, year: string) =>
      isNear(`${year}-${month}-${day}`, now) ? '<day>' : date,
    )
    .replaceAll(/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, '<id>')
}

/** Words of the examples themselves stay readable: only what the system made up is replaced by a name. */
const isPlain = (value: string): boolean => !/^[\w-]{20,}$|^ey|\./.test(value) || value.includes('@')

const isNear = (day: string, now: Date): boolean => {
  const distance = Math.abs(Date.parse(day) - now.getTime())
  return distance < NEAR_DAYS * DAY_MS
}

function shortened(value: unknown, field = ''): unknown {
  // Notifications are numbered by where they stand in the log; how long something takes is another number each time.
  if (typeof value === 'number' && (field === 'id' || field.endsWith('_seconds'))) return '<number>'
  const volatile = VOLATILE[field]
  if (volatile !== undefined && value !== null && typeof value !== 'object') return volatile
  if (typeof value === 'string') return value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value
  if (Array.isArray(value)) {
    const items = value.slice(0, ITEMS_MAX).map((item) => shortened(item))
    return value.length > ITEMS_MAX ? [...items, '…'] : items
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one, name)]))
}
