import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { applicationWire } from '../applications/application.wire.ts'
import { interviewModes } from './interview.events.ts'
import { simulationStatuses } from './interview-rules.ts'
import { videoLink } from './interview-slot-input.ts'
import { interviewDate, interviewTime } from './interview-time.ts'

const simulation = {
  context: 'recruitment',
  path: '/api/v1/applications/{id}/simulation',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  response: envelope(applicationWire),
} as const

export const scheduleSimulationRoute = defineRoute({
  ...simulation,
  name: 'scheduleSimulation',
  method: 'put',
  summary: 'Give a candidate a date for the simulation, or another one',
  body: z
    .object({
      simulation_date: interviewDate,
      simulation_time: interviewTime,
      mode: z.enum(interviewModes).default('presentiel'),
      video_link: videoLink,
      location: z.string().trim().max(500).nullish(),
      status: z
        .enum(simulationStatuses)
        .default('simulation_scheduled')
        .meta({ description: 'Status that the application has meanwhile; existing clients keep `incubation`' }),
    })
    .refine(({ mode, video_link }) => mode === 'presentiel' || !!video_link, {
      path: ['video_link'],
      message: 'is required for mode distanciel',
    }),
  refusals: ['application-not-found', 'simulation-not-possible', 'interview-date-past'],
})

export const cancelSimulationRoute = defineRoute({
  ...simulation,
  name: 'cancelSimulation',
  method: 'delete',
  summary: 'Call the simulation of an application off',
  query: z.object({ reason: z.string().trim().max(1000).optional() }),
  refusals: ['application-not-found'],
})
