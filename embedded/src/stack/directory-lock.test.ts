import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { lockDirectory } from './directory-lock.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'one-hcm-lock-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('a directory is held once, by a holder that is named, and is free again after release', () => {
  const lock = lockDirectory(directory)
  expect(() => lockDirectory(directory)).toThrow(
    `${directory} is in use by another running instance (process ${process.pid}): stop it first.`,
  )
  lock.release()
  lockDirectory(directory).release()
})

test('a directory that does not exist is made, for its owner alone', () => {
  const inner = join(directory, 'new/data')
  lockDirectory(inner).release()
  expect(statSync(inner).mode & 0o777).toBe(0o700)
})

test('what is no lock at all is not called "in use"', () => {
  mkdirSync(join(directory, 'in-use.lock'))
  expect(() => lockDirectory(directory)).toThrow(`${directory} cannot be used: unable to open database file`)
})
