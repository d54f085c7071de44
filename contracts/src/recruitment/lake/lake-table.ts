import { z } from 'zod'

/**
 * What a column tells. `personal` identifies a person and is empty once that person is erased; `pseudonymous` is about
 * a person without naming them; `internal` is business data.
 */
export const classifications = ['internal', 'pseudonymous', 'personal'] as const
export type Classification = (typeof classifications)[number]

export type Column<Schema extends z.ZodType = z.ZodType> = {
  readonly schema: Schema
  readonly classification: Classification
  /** One sentence for readers of the data contract. */
  readonly meaning: string
}

type Columns = Readonly<Record<string, Column>>
type SchemasOf<C extends Columns> = { [Name in keyof C]: C[Name]['schema'] }

/** A table of the raw zone: one JSON file per key and day, one declaration for writers, readers and documentation. */
export type LakeTable<C extends Columns = Columns> = {
  readonly name: string
  /** Folder above the table's own (recruitment §6.2). */
  readonly zone: 'dimensions' | 'facts'
  readonly key: string & keyof C
  /** Key of another table → column that refers to it; written into the file's metadata. */
  readonly references: Readonly<Record<string, string & keyof C>>
  readonly summary: string
  /** In the order in which a file holds them. */
  readonly columns: C
  readonly schema: z.ZodObject<SchemasOf<C>, z.core.$strict>
}

export type LakeRow<T> = T extends { readonly schema: infer S extends z.ZodType } ? z.infer<S> : never

export const column = <Schema extends z.ZodType>(
  schema: Schema,
  classification: Classification,
  meaning: string,
): Column<Schema> => ({ schema, classification, meaning })

export function defineTable<const C extends Columns>(table: Omit<LakeTable<C>, 'schema'>): LakeTable<C> {
  const shape = Object.fromEntries(Object.entries(table.columns).map(([name, { schema }]) => [name, schema]))
  return { ...table, schema: z.strictObject(shape as SchemasOf<C>) }
}

/** ISO-8601 in UTC. */
export const timestamp = z.iso.datetime()
/** `YYYY-MM-DD`. */
export const date = z.iso.date()
