import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { protocol1Wire } from './protocol1.wire.ts'
import { protocol2Wire } from './protocol2.wire.ts'

const reset = {
  context: 'recruitment',
  method: 'post',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  body: z.object({ reason: z.string().trim().min(1).max(5000).meta({ description: 'Why all of it is cleared' }) }),
  refusals: ['evaluation-not-found', 'application-withdrawn'],
} as const

export const resetProtocol1Route = defineRoute({
  ...reset,
  name: 'resetProtocol1Evaluation',
  path: '/api/v1/evaluations/protocol1/{id}/reset',
  summary: 'Clear an evaluation by protocol 1 and begin it anew; history keeps what was',
  response: protocol1Wire,
})

export const resetProtocol2Route = defineRoute({
  ...reset,
  name: 'resetProtocol2Evaluation',
  path: '/api/v1/evaluations/protocol2/{id}/reset',
  summary: 'Clear an evaluation by protocol 2 and begin it anew; history keeps what was',
  response: protocol2Wire,
})
