import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { operatorEnvironment, removeConnection, writeConnection } from './environment.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'one-hcm-environment-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('an operator command finds the running system by its data directory', () => {
  writeConnection(folder, { EVENTSTORE_URL: 'esdb://127.0.0.1:1', LOG_LEVEL: 'warn' })
  const environment = operatorEnvironment(folder, { DATA_DIR: folder, LOG_LEVEL: 'debug' })
  expect(environment).toMatchObject({ EVENTSTORE_URL: 'esdb://127.0.0.1:1', LOG_LEVEL: 'debug' })
})

test('an environment that names the event store is taken as it is', () => {
  writeConnection(folder, { EVENTSTORE_URL: 'esdb://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1/kept' })
  const environment = operatorEnvironment(folder, { DATA_DIR: folder, EVENTSTORE_URL: 'esdb://there:2' })
  expect(environment).toEqual({ DATA_DIR: folder, EVENTSTORE_URL: 'esdb://there:2' })
})

test('what a running system keeps is for its owner only, and gone once it has stopped', () => {
  writeConnection(folder, { SECRET_KEY: 'x' })
  expect(statSync(join(folder, 'connection.json')).mode & 0o077).toBe(0)
  removeConnection(folder)
  expect(operatorEnvironment(folder, { DATA_DIR: folder })).toEqual({ DATA_DIR: folder })
})
