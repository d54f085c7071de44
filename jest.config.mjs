export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/*/src/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.mjs' },
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  maxWorkers: 2,
  testTimeout: 30_000,
}
