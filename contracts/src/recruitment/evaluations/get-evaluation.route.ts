import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { synthesisWire } from '../applications/application-synthesis.ts'
import { protocol1Wire } from './protocol1.wire.ts'
import { protocol2Wire } from './protocol2.wire.ts'

const read = { context: 'recruitment', method: 'get', access: { ...staff, auditor: 'all' } } as const
const byId = { params: z.object({ id: z.uuid() }), refusals: ['evaluation-not-found'] } as const
const byApplication = { params: z.object({ application_id: z.uuid() }) }

const protocol1InDetail = protocol1Wire.extend(availableActions)
const protocol2InDetail = protocol2Wire.extend(availableActions)

export const getProtocol1Route = defineRoute({
  ...read,
  ...byId,
  name: 'getProtocol1Evaluation',
  path: '/api/v1/evaluations/protocol1/{id}',
  summary: 'One evaluation by protocol 1',
  response: protocol1InDetail,
})

export const getProtocol2Route = defineRoute({
  ...read,
  ...byId,
  name: 'getProtocol2Evaluation',
  path: '/api/v1/evaluations/protocol2/{id}',
  summary: 'One evaluation by protocol 2',
  response: protocol2InDetail,
})

export const listProtocol1OfApplicationRoute = defineRoute({
  ...read,
  ...byApplication,
  name: 'listProtocol1EvaluationsOfApplication',
  path: '/api/v1/evaluations/protocol1/application/{application_id}',
  summary: "The application's evaluation by protocol 1 as a list of none or one",
  response: z.array(protocol1InDetail).max(1),
})

export const listProtocol2OfApplicationRoute = defineRoute({
  ...read,
  ...byApplication,
  name: 'listProtocol2EvaluationsOfApplication',
  path: '/api/v1/evaluations/protocol2/application/{application_id}',
  summary: "The application's evaluation by protocol 2 as a list of none or one",
  response: z.array(protocol2InDetail).max(1),
})

export const getEvaluationsOfApplicationRoute = defineRoute({
  ...read,
  ...byApplication,
  name: 'getEvaluationsOfApplication',
  path: '/api/v1/evaluations/application/{application_id}',
  summary: 'Both evaluations of an application, what they come to together, and the synthesis',
  response: z.object({
    protocol1: protocol1InDetail.nullable(),
    protocol2: protocol2InDetail.nullable(),
    global_score: z.number().nullable().meta({
      description: '40 % protocol 1 and 60 % protocol 2, out of 20; null while one of them is missing or sealed',
    }),
    synthesis: synthesisWire.nullable(),
    ...availableActions,
  }),
  refusals: ['application-not-found'],
})
