/** Bounds of a page: what is read in one go and held while the client takes it (§11.2). */
export const pageEvents = 64
export const pageBytes = 128 * 1024
