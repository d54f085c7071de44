import { expect, test } from '@jest/globals'
import { routes } from '@one-hcm/contracts/routes'
import { openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { testSettings } from '@one-hcm/platform/testing/test-settings'
import { createCommandApi } from './command-api.ts'

test('every command that is declared is served, and nothing else is', async () => {
  const foundation = openFoundation(testSettings(), silentLogger())
  const served = createCommandApi(foundation, undefined).routes.map(({ name }) => name)
  const declared = routes.filter(({ side }) => side === 'command').map(({ name }) => name)
  expect(served.toSorted()).toEqual(declared.toSorted())
  await foundation.close()
})
