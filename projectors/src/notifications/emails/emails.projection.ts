import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { type EmailEvent, emailEvents } from '@one-hcm/contracts/notifications/emails/email.events'
import { type EmailRow, foldEmail } from '@one-hcm/contracts/notifications/emails/email.row'
import { defineProjection } from '../../engine/projection.ts'

/** Messages, one row each: the log of what was, will be and will not be sent. */
export const emailsProjection = defineProjection<EmailRow, Recorded<EmailEvent>>({
  table: 'emails',
  version: 1,
  events: emailEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldEmail,
  columns: {
    status: { type: 'text', value: (row) => row.status },
    template: { type: 'text', value: (row) => row.template },
    recipient_id: { type: 'uuid', value: (row) => row.recipient_id },
    application_id: { type: 'uuid', value: (row) => row.application_id },
    created_at: { type: 'timestamptz', value: (row) => row.created_at },
    updated_at: { type: 'timestamptz', value: (row) => row.updated_at },
  },
  indexes: [
    'created_at desc, id desc',
    'status, created_at desc, id desc',
    'application_id, created_at desc, id desc',
    'recipient_id, created_at desc, id desc',
    'updated_at, id',
  ],
})
