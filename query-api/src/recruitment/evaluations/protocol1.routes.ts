import { refuse } from '@one-hcm/contracts/kernel/decision'
import {
  getProtocol1Route,
  listProtocol1OfApplicationRoute,
} from '@one-hcm/contracts/recruitment/evaluations/get-protocol1.route'
import type { Protocol1Row } from '@one-hcm/contracts/recruitment/evaluations/protocol1.row'
import { protocol1ToWire } from '@one-hcm/contracts/recruitment/evaluations/protocol1.wire'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'

/** An evaluation's id is its application's, so both routes read the same row. */
export const protocol1Endpoints = ({ readModels }: RecruitmentDependencies): Endpoint[] => [
  endpoint(getProtocol1Route, async ({ params }) => {
    const found = await findEvaluation(readModels.pool(), params.id)
    return found ? { body: protocol1ToWire(found.doc), revision: found.revision } : refuse('evaluation-not-found')
  }),

  endpoint(listProtocol1OfApplicationRoute, async ({ params }) => {
    const found = await findEvaluation(readModels.pool(), params.application_id)
    return { body: found ? [protocol1ToWire(found.doc)] : [] }
  }),
]

async function findEvaluation(pool: pg.Pool, id: string) {
  const [found] = await prepared<{ doc: Protocol1Row; revision: number }>(
    pool,
    'select doc, revision from protocol1_evaluations where id = $1::uuid',
    [id],
  )
  return found
}
