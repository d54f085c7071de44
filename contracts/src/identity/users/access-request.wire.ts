import { z } from 'zod'
import { ACCESS_REQUEST_TYPE, accessRequestStatuses } from './access-request.ts'
import { userStatuts } from './user.events.ts'
import type { UserRow } from './user.row.ts'

const person = {
  date_of_birth: z.string().nullable(),
  sexe: z.enum(['M', 'F']).nullable(),
  adresse: z.string().nullable(),
}

/** AccessRequest of recruitment §2.4, with the person's fields flat and nested, as its clients read them. */
export const accessRequestWire = z
  .object({
    id: z.uuid(),
    user_id: z.uuid(),
    email: z.string().nullable(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    phone: z.string().nullable(),
    /** Text here, a number in the account. */
    matricule: z.string().nullable(),
    request_type: z.literal(ACCESS_REQUEST_TYPE),
    status: z.enum(accessRequestStatuses),
    rejection_reason: z.string().nullable(),
    viewed: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
    reviewed_at: z.string().nullable(),
    reviewed_by: z.string().nullable(),
    ...person,
    user_statut: z.enum(userStatuts),
    users: z
      .object({ ...person, statut: z.enum(userStatuts) })
      .meta({ deprecated: true, description: 'The same fields, nested' }),
  })
  .meta({ id: 'AccessRequest' })
export type AccessRequestWire = z.infer<typeof accessRequestWire>

/** The one place where an access request gets its wire form. Throws for an account without one: a defect. */
export function accessRequestToWire(row: UserRow): AccessRequestWire {
  const request = row.access_request
  if (!request) throw new Error('This account has no access request')
  const { sexe, adresse, statut } = row
  const date_of_birth = row.date_of_birth && `${row.date_of_birth}T00:00:00.000Z`
  return {
    id: request.id,
    user_id: row.id,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    phone: row.phone,
    matricule: row.matricule === null ? null : String(row.matricule),
    request_type: ACCESS_REQUEST_TYPE,
    status: request.status,
    rejection_reason: request.rejection_reason,
    viewed: request.viewed,
    created_at: request.created_at,
    updated_at: request.updated_at,
    reviewed_at: request.reviewed_at,
    reviewed_by: request.reviewed_by,
    date_of_birth,
    sexe,
    adresse,
    user_statut: statut,
    users: { date_of_birth, sexe, adresse, statut },
  }
}
