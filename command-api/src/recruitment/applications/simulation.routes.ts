import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { applicationToWire } from '@one-hcm/contracts/recruitment/applications/application.wire'
import { startsAt } from '@one-hcm/contracts/recruitment/interviews/interview-time'
import {
  cancelSimulationRoute,
  scheduleSimulationRoute,
} from '@one-hcm/contracts/recruitment/interviews/simulation.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { interviewLocation } from '../interviews/interview-settings.ts'
import { application } from './application.ts'
import { cancelSimulation } from './cancel-simulation.ts'
import { scheduleSimulation } from './schedule-simulation.ts'

export const simulationEndpoints = ({ executor, settings }: RecruitmentDependencies): Endpoint[] => [
  endpoint(scheduleSimulationRoute, async ({ params, body, user, command }) => {
    const { simulation_date: date, simulation_time: time, mode, status } = body
    const byDefault = mode === 'presentiel' ? interviewLocation(settings) : null
    const outcome = await executor.execute(command, {
      aggregate: application,
      id: params.id,
      decide: (state) =>
        scheduleSimulation(
          state,
          {
            applicationId: params.id,
            place: { date, time, starts_at: startsAt(date, time) },
            mode,
            videoLink: body.video_link ?? null,
            location: body.location || byDefault,
            status,
            scheduledBy: user.id,
          },
          command.now,
        ),
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: enveloped(applicationToWire(outcome.row), 'Simulation programmée') }
  }),

  endpoint(cancelSimulationRoute, async ({ params, query, user, command }) => {
    const outcome = await executor.execute(command, {
      aggregate: application,
      id: params.id,
      decide: (state) =>
        cancelSimulation(state, {
          applicationId: params.id,
          reason: query.reason || null,
          cancelledBy: user.id,
        }),
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: enveloped(applicationToWire(outcome.row), 'Simulation annulée') }
  }),
]
