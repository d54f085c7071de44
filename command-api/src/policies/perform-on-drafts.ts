import type { SealedRows } from '@one-hcm/platform/privacy/sealed-rows'
import type { PerformCommand } from './run-policies.ts'

/** What policies ask of drafts, which are rows beside the log; everything else as `perform` does it. */
export const performOnDrafts =
  (perform: PerformCommand, drafts: Pick<SealedRows, 'remove'>): PerformCommand =>
  (executor, context, command) =>
    command.type === 'DiscardDrafts'
      ? drafts.remove(command.which).then(() => ({ position: undefined }))
      : perform(executor, context, command)
