import { setTimeout as delay } from 'node:timers/promises'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { exportToWebhookAnswer, exportToWire } from '@one-hcm/contracts/recruitment/exports/export.wire'
import {
  applicationSubmittedWebhookRoute,
  replayExportRoute,
} from '@one-hcm/contracts/recruitment/exports/request-export.route'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { application } from '../applications/application.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { lakeExport } from './lake-export.ts'
import { requestExport } from './request-export.ts'
import { knowsWebhookSecret } from './webhook-secret.ts'

/** Milliseconds the webhook waits for the export: its callers want to read where the files are. */
const EXPORT_WAIT_MS = 3_000
const LOOK_EVERY_MS = 100

export const exportEndpoints = ({ executor, settings }: RecruitmentDependencies): Endpoint[] => [
  endpoint(applicationSubmittedWebhookRoute, async ({ body, command, response }) => {
    if (!knowsWebhookSecret(response.req.get('X-Webhook-Token'), settings.webhookSecret))
      return refuse('webhook-refused')
    const outcome = await askFor(executor, command, body.application_id, 'webhook')
    if (isRefusal(outcome)) return outcome
    const ended = await ending(executor, body.application_id, outcome.row.request_id)
    return {
      ...(ended ?? outcome),
      body: enveloped(exportToWebhookAnswer(ended?.row ?? outcome.row), 'Export de la candidature demandé'),
    }
  }),

  endpoint(replayExportRoute, async ({ params, command }) => {
    const outcome = await askFor(executor, command, params.id, 'replay')
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: enveloped(exportToWire(outcome.row), 'Export de la candidature demandé') }
  }),
]

async function askFor(executor: CommandExecutor, command: CommandContext, id: string, trigger: 'webhook' | 'replay') {
  const { state } = await executor.facts(application, id)
  const submitted =
    state.stage === 'submitted' ? { id, candidateId: state.candidateId, jobOfferId: state.jobOfferId } : undefined
  const requestId = deriveId('etl-export', command.commandId)
  return executor.execute(command, {
    aggregate: lakeExport,
    id,
    decide: (state) => requestExport(state, { application: submitted, requestId, trigger }),
  })
}

/** The export as it ended; undefined when it takes longer than the caller is kept waiting. */
async function ending(executor: CommandExecutor, id: string, requestId: string) {
  for (const until = performance.now() + EXPORT_WAIT_MS; performance.now() < until; await delay(LOOK_EVERY_MS)) {
    const { row, position, revision } = await executor.facts(lakeExport, id)
    if (row?.request_id === requestId && row.status !== 'requested') return { row, position, revision }
  }
  return undefined
}
