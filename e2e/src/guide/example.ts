/** A value of a request: `{name}` inside a text stands for what an earlier example kept, or for a source (`sources.ts`). */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [field: string]: Json }

/** A file of a form, named after its sample (`sources.ts`). */
export type FormFile = { readonly field: string; readonly fileName: string; readonly sample: string }

/**
 * One call of the API guide: what is sent, and what the answer must be. The guide is these values, played in their order
 * against a running system; what it shows was received.
 */
export type Example = {
  /** Name of the route in `contracts/src/routes.ts`. */
  readonly route: string
  /** What the example shows, as a line of text. */
  readonly title: string
  /** Who calls: `admin` sends the token kept as `admin.token`. Nobody when absent. */
  readonly as?: string
  /** Values of the path's parameters. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly json?: Json
  /** Fields of a url-encoded form. */
  readonly form?: Readonly<Record<string, string>>
  /** Fields and files of a multipart form; a field may come several times. */
  readonly parts?: { readonly fields: readonly (readonly [string, string])[]; readonly files?: readonly FormFile[] }
  readonly headers?: Readonly<Record<string, string>>
  /** Asked until the answer is as it says, for what follows by itself a moment later. */
  readonly patient?: true
  readonly status: number
  /** Places in the answer that must hold something other than null: `data.0.id`. */
  readonly holds?: readonly string[]
  /** Places and the values they must have. */
  readonly equals?: Readonly<Record<string, Json>>
  /** What the answer's `message` or `detail` must contain: fragments that existing clients read (recruitment §4.1). */
  readonly says?: readonly string[]
  /** Headers that the answer must have; they are shown. */
  readonly answers?: readonly string[]
  /** What later examples need: a name and its place in the answer, `header:Name` for a header. */
  readonly keeps?: Readonly<Record<string, string>>
}

/** Examples that belong together, under a heading of the guide. */
export type Chapter = { readonly title: string; readonly about: string; readonly examples: readonly Example[] }

/** The routes that no example calls. */
export const withoutExample = (routes: readonly { name: string }[], chapters: readonly Chapter[]): string[] => {
  const shown = new Set(chapters.flatMap(({ examples }) => examples.map(({ route }) => route)))
  return routes.map(({ name }) => name).filter((name) => !shown.has(name))
}
