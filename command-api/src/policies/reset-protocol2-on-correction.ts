import { reveal } from '@one-hcm/contracts/kernel/erased'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { definePolicy } from './policy.ts'

/**
 * An application that was put back from incubation to the start by a correction loses its evaluation by protocol 2, for the
 * same reason (recruitment §3.3).
 */
export const resetProtocol2OnCorrection = definePolicy<Extract<ApplicationEvent, { type: 'ApplicationStatusChanged' }>>(
  {
    name: 'reset-protocol2-on-correction',
    on: ['ApplicationStatusChanged'],
    react: ({ data, revision }) =>
      data.is_correction && data.previous_status === 'incubation' && data.new_status === 'pending'
        ? [
            {
              type: 'ResetProtocol2Evaluation',
              applicationId: data.application_id,
              resetBy: data.changed_by,
              reason: reveal(data.notes) ?? '',
              demandedAt: revision,
            },
          ]
        : [],
  },
)
