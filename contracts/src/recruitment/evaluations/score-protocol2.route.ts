import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { protocol2Wire } from './protocol2.wire.ts'
import { newProtocol2Input, protocol2Input } from './protocol2-input.ts'

export const createProtocol2Route = defineRoute({
  name: 'createProtocol2Evaluation',
  context: 'recruitment',
  method: 'post',
  path: '/api/v1/evaluations/protocol2',
  summary: 'Begin to score an application by protocol 2, once protocol 1 is completed',
  access: recruiters,
  body: newProtocol2Input,
  status: 201,
  response: protocol2Wire,
  refusals: [
    'application-not-found',
    'application-withdrawn',
    'protocol1-not-completed',
    'evaluation-exists',
    'panel-closed',
    'panel-without-cards',
  ],
})

export const scoreProtocol2Route = defineRoute({
  name: 'scoreProtocol2Evaluation',
  context: 'recruitment',
  method: 'put',
  path: '/api/v1/evaluations/protocol2/{id}',
  summary: 'Score or correct any part of an evaluation by protocol 2',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  body: protocol2Input,
  response: protocol2Wire,
  refusals: [
    'evaluation-not-found',
    'application-withdrawn',
    'protocol1-not-completed',
    'panel-closed',
    'panel-without-cards',
  ],
})
