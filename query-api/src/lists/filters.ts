/** The conditions of a list and their values, numbered in the order in which they are added. */
export type Filters = {
  /** Adds a value and gives its placeholder. */
  value(value: unknown): string
  /** Adds a condition on a value; one that is undefined adds nothing. */
  where(condition: (placeholder: string) => string, value: unknown): void
  /** Adds a condition without a value of its own. */
  always(condition: string): void
  /** `where …`, or nothing without conditions. */
  sql(): string
  values(): unknown[]
  /** A copy that further conditions do not change the original of. */
  copy(): Filters
}

export const createFilters = (conditions: string[] = [], values: unknown[] = []): Filters => ({
  value: (value) => `$${values.push(value)}`,
  where: (condition, value) => {
    if (value !== undefined) conditions.push(condition(`$${values.push(value)}`))
  },
  always: (condition) => {
    conditions.push(condition)
  },
  sql: () => (conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`),
  values: () => values,
  copy: () => createFilters([...conditions], [...values]),
})

/** A pattern for `ilike` that finds the text anywhere, taken literally; undefined for no text. */
export const contains = (text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`
