export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/*/src/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.mjs' },
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  globalSetup: '<rootDir>/embedded/src/stack/jest-global-setup.ts',
  globalTeardown: '<rootDir>/embedded/src/stack/jest-global-teardown.ts',
  maxWorkers: 2,
  testTimeout: 30_000,
}
