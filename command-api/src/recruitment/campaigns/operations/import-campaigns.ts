import { randomUUID } from 'node:crypto'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { CAMPAIGN_CALENDAR } from '@one-hcm/contracts/recruitment/campaigns/campaign.events'
import { campaignInput } from '@one-hcm/contracts/recruitment/campaigns/campaigns.route'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { UsageError } from '@one-hcm/platform/lifecycle/operation'
import { z } from 'zod'
import { campaigns } from '../campaigns.ts'
import { openCampaign } from '../open-campaign.ts'

const fileSchema = z.array(campaignInput.required({ campaign_id: true })).min(1)

/**
 * Puts the campaigns of a file into the calendar, one by one; the same file again changes nothing. Resolves with 1 when
 * one of them cannot be, after the others.
 */
export async function importCampaigns(
  { executor, now, print }: { executor: CommandExecutor; now(): string; print(line: string): void },
  text: string,
): Promise<0 | 1> {
  let failed = false
  for (const input of read(text)) {
    const commandId = randomUUID()
    const outcome = await executor.execute(
      {
        actor: { id: 'operator', role: 'system' },
        commandId,
        fingerprint: undefined,
        ifMatch: undefined,
        correlationId: commandId,
        causationId: commandId,
        requestId: commandId,
        now: now(),
      },
      {
        aggregate: campaigns,
        id: CAMPAIGN_CALENDAR,
        decide: (state) => openCampaign(state, { input, openedBy: 'operator' }),
      },
    )
    const said = isRefusal(outcome) ? outcome.refused : outcome.events.length > 0 ? 'opened' : 'already there'
    print(`${input.campaign_id} ${input.name}: ${said}`)
    failed ||= isRefusal(outcome)
  }
  return failed ? 1 : 0
}

function read(text: string): z.output<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch (error) {
    const { issues } = error as z.ZodError
    const where = issues?.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
    throw new UsageError(`The file holds no list of campaigns: ${where ?? (error as Error).message}`)
  }
}
