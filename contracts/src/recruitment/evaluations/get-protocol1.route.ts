import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'
import { protocol1Wire } from './protocol1.wire.ts'

export const getProtocol1Route = defineRoute({
  name: 'getProtocol1Evaluation',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/evaluations/protocol1/{id}',
  summary: 'One evaluation by protocol 1',
  access: { ...staff, auditor: 'all' },
  params: z.object({ id: z.uuid() }),
  response: protocol1Wire,
  refusals: ['evaluation-not-found'],
})

export const listProtocol1OfApplicationRoute = defineRoute({
  name: 'listProtocol1EvaluationsOfApplication',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/evaluations/protocol1/application/{application_id}',
  summary: "The application's evaluation by protocol 1 as a list of none or one",
  access: { ...staff, auditor: 'all' },
  params: z.object({ application_id: z.uuid() }),
  response: z.array(protocol1Wire).max(1),
})
