/** Jest's globalTeardown: ends what jest-global-setup.ts started. The two files share nothing but the global object. */
export default async function tearDown(): Promise<void> {
  const stop = (globalThis as { [key: symbol]: unknown })[Symbol.for('one-hcm stop sharing')]
  if (typeof stop === 'function') await stop()
}
