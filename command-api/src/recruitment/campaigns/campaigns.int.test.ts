import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { campaignWire } from '@one-hcm/contracts/recruitment/campaigns/campaign.wire'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { person, type RecruitmentWrites, startRecruitmentWrites } from '../testing/recruitment-writes.ts'
import { importCampaigns } from './operations/import-campaigns.ts'

const admin = person('admin')
let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites()
})
afterAll(() => writes.stop())

const imported = async (text: string) => {
  const said: string[] = []
  const executor = createCommandExecutor(writes.log)
  const code = await importCampaigns(
    { executor, now: () => new Date().toISOString(), print: (line) => said.push(line) },
    text,
  )
  return { code, said }
}
const campaignOf = async (offer: string) => {
  const [drafted] = await writes.log.readStream(`jobOffer-${offer}`)
  return (drafted!.data as { campaign_id: number | null }).campaign_id
}

test('W-53 the campaigns held before come from a file; offers belong to the one they are created in', async () => {
  expect(await campaignOf(await writes.publish())).toBeNull()
  const file = readFileSync(join(import.meta.dirname, '../../../../samples/campaigns/seeg.json'), 'utf8')
  expect(await imported(file)).toEqual({
    code: 0,
    said: ['1 Campagne 1: opened', '2 Campagne 2: opened', '3 Campagne 3: opened'],
  })
  expect((await imported(file)).said).toEqual([1, 2, 3].map((n) => `${n} Campagne ${n}: already there`))
  expect(await writes.eventsOf('campaign-main')).toHaveLength(3)
  expect(await campaignOf(await writes.publish({ campaign_id: 1 }))).toBe(3)
})

test('a file that is none, and a campaign that cannot be, are told', async () => {
  await expect(imported('{}')).rejects.toMatchObject({ name: 'UsageError' })
  await expect(imported('[{"campaign_id": 1}]')).rejects.toThrow(/0\.name/)
  const clash = JSON.stringify([{ campaign_id: 7, name: 'Choc', starts_at: '2025-09-20', ends_at: '2025-09-21' }])
  expect(await imported(clash)).toEqual({ code: 1, said: ['7 Choc: campaign-overlaps'] })
})

test('an admin ends a campaign and opens the next; offers follow', async () => {
  const close = (id: number, as = admin) => writes.call('POST', `/api/v1/campaigns/${id}/close`, as)
  expect((await close(3, person('recruiter'))).status).toBe(403)
  const closed = await close(3)
  expect(closed.body).toMatchObject({ data: { campaign_id: 3, status: 'closed' } })
  campaignWire.parse(closed.body.data)
  expect((await close(3)).body).toMatchObject({ code: 'campaign-not-open' })
  expect((await close(99)).body).toMatchObject({ code: 'campaign-not-found' })
  expect(await campaignOf(await writes.publish())).toBeNull()

  const open = (body: object) => writes.call('POST', '/api/v1/campaigns', admin, body)
  const starts_at = (closed.body.data as { ends_at: string }).ends_at
  const opened = await open({ name: 'Campagne 4', starts_at })
  expect(opened.status).toBe(201)
  expect(opened.headers.get('Location')).toBe('/api/v1/campaigns/4')
  expect(opened.body).toMatchObject({ data: { campaign_id: 4, status: 'open', ends_at: null } })
  expect((await open({ name: 'Trop', starts_at })).body).toMatchObject({ code: 'campaign-overlaps', status_code: 409 })
  expect((await open({ name: '' })).status).toBe(422)
  expect(await campaignOf(await writes.publish())).toBe(4)
})
