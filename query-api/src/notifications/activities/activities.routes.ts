import type { ActivityRow } from '@one-hcm/contracts/notifications/activities/activity.row'
import { activitySentence } from '@one-hcm/contracts/notifications/activities/activity-texts'
import {
  type ActivityWire,
  listActivitiesRoute,
} from '@one-hcm/contracts/notifications/activities/list-activities.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { prepared } from '../../lists/fetch-page.ts'

type Found = {
  id: string
  doc: ActivityRow
  job_offer_id: string | null
  job: string | null
  first_name: string | null
  last_name: string | null
}

/** Names are joined to the rows of the page alone. */
const PAGE = `
  select e.id, e.doc, coalesce(e.job_offer_id, a.job_offer_id) as job_offer_id, j.title as job,
    u.doc ->> 'first_name' as first_name, u.doc ->> 'last_name' as last_name
  from (select * from activities order by created_at desc, id desc limit $1 offset $2) e
  left join applications a on a.id = e.application_id
  left join job_offers j on j.id = coalesce(e.job_offer_id, a.job_offer_id)
  left join users u on u.id = e.candidate_id
  order by e.created_at desc, e.id desc`

/** The staff's feed, newest first. */
export const activityEndpoints = ({ readModels }: { readModels: ReadModels }): Endpoint[] => [
  endpoint(listActivitiesRoute, async ({ query, language }) => {
    const rows = await prepared<Found>(readModels.pool(), PAGE, [query.limit, query.offset])
    return { body: rows.map((row) => activityToWire(row, language)) }
  }),
]

function activityToWire(
  { id, doc, job_offer_id, job, first_name, last_name }: Found,
  language: 'fr' | 'en',
): ActivityWire {
  const person = [first_name, last_name].filter((part) => part !== null).join(' ') || null
  return {
    id,
    description: activitySentence(doc.text, { person, job }, language),
    job_title: job,
    candidate_name: person,
    created_at: doc.created_at,
    activity_type: doc.activity_type,
    application_id: doc.application_id,
    job_offer_id,
    candidate_id: doc.candidate_id,
  }
}
