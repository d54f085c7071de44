import type { ReadModels } from '@one-hcm/platform/read-models/generations'

/** What the identity context's reads need of the world. */
export type IdentityDependencies = { readModels: Pick<ReadModels, 'pool'> }
