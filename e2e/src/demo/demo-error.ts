/** The demo cannot go on; the message tells its reader what to do. */
export class DemoError extends Error {
  override name = 'DemoError'
}
