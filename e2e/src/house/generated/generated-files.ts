import { buildOpenApi } from '@one-hcm/contracts/kernel/openapi'
import { dataContract } from '@one-hcm/contracts/recruitment/lake/data-contract'
import { refusals } from '@one-hcm/contracts/refusals'
import { eventDefinitions } from '@one-hcm/contracts/registry'
import { routes } from '@one-hcm/contracts/routes'
import { describeVariables } from '@one-hcm/platform/config/settings'
import { configuration, envExample } from './configuration.ts'
import { errors } from './errors.ts'
import { eventCatalogue } from './event-catalogue.ts'
import { permissions } from './permissions.ts'
import { proxyConfiguration } from './proxy.ts'

/** Files that follow from the code, by their path in the repository: committed, so that reviews see what changes. */
export const generatedFiles: Readonly<Record<string, () => string>> = {
  'docs/openapi.json': () => `${JSON.stringify(buildOpenApi(routes), null, 2)}\n`,
  'docs/event-catalogue.md': () => eventCatalogue(eventDefinitions),
  'docs/permissions.md': () => permissions(routes),
  'docs/errors.md': () => errors(refusals, routes),
  'docs/data-contract.md': dataContract,
  'docs/configuration.md': () => configuration(describeVariables()),
  '.env.example': () => envExample(describeVariables()),
  'deploy/nginx.conf': () => proxyConfiguration(routes),
}
