import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { choosePort, portWish } from './ports.ts'

let occupant: Server
let taken: number

beforeEach(async () => {
  occupant = createServer()
  await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve))
  taken = (occupant.address() as AddressInfo).port
})
afterEach(async () => {
  await new Promise((resolve) => occupant.close(resolve))
})

describe('choosePort', () => {
  test('takes the wanted port when it is free', async () => {
    const free = await choosePort({ name: 'X_PORT', wanted: 0, explicit: true })
    expect(await choosePort({ name: 'X_PORT', wanted: free, explicit: true })).toBe(free)
  })

  test('replaces a default that is taken, and says so', async () => {
    const said: string[] = []
    const port = await choosePort({ name: 'X_PORT', wanted: taken, explicit: false, report: (line) => said.push(line) })
    expect(port).not.toBe(taken)
    expect(said).toEqual([`Port ${taken} is taken, using ${port} (X_PORT).`])
  })

  test('refuses an explicit one that is taken, naming the variable', async () => {
    await expect(choosePort({ name: 'X_PORT', wanted: taken, explicit: true })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: `Port ${taken} is taken on 127.0.0.1: free it, or set X_PORT to another one.`,
    })
  })
})

describe('portWish', () => {
  test.each([
    [undefined, { wanted: 5432, explicit: false }],
    ['', { wanted: 5432, explicit: false }],
    ['6000', { wanted: 6000, explicit: true }],
    ['0', { wanted: 0, explicit: true }],
  ])('reads %p', (text, expected) => {
    expect(portWish({ X_PORT: text }, 'X_PORT', 5432)).toEqual({ name: 'X_PORT', ...expected })
  })

  test.each(['65536', '-1', '80a', '1e3', ' 80'])('refuses %p by the name of the variable', (text) => {
    expect(() => portWish({ X_PORT: text }, 'X_PORT', 5432)).toThrow('X_PORT must be a port')
  })
})
