import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { protocol1Wire } from './protocol1.wire.ts'
import { newProtocol1Input, protocol1Input } from './protocol1-input.ts'

export const createProtocol1Route = defineRoute({
  name: 'createProtocol1Evaluation',
  context: 'recruitment',
  method: 'post',
  path: '/api/v1/evaluations/protocol1',
  summary: 'Begin to score an application by protocol 1; totals are computed here',
  access: recruiters,
  body: newProtocol1Input,
  status: 201,
  response: protocol1Wire,
  refusals: [
    'application-not-found',
    'application-withdrawn',
    'evaluation-exists',
    'panel-closed',
    'panel-without-cards',
  ],
})

export const scoreProtocol1Route = defineRoute({
  name: 'scoreProtocol1Evaluation',
  context: 'recruitment',
  method: 'put',
  path: '/api/v1/evaluations/protocol1/{id}',
  summary: 'Score or correct any part of an evaluation by protocol 1',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  body: protocol1Input,
  response: protocol1Wire,
  refusals: ['evaluation-not-found', 'application-withdrawn', 'panel-closed', 'panel-without-cards'],
})
