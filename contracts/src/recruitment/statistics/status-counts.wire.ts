import { z } from 'zod'
import { type ApplicationStatus, applicationStatuses } from '../applications/application-status.ts'

export const count = z.number().int()

/** How many applications stand in each status; a status without any says 0. */
export const statusCountsWire = z
  .object(
    Object.fromEntries(applicationStatuses.map((status) => [status, count])) as Record<ApplicationStatus, typeof count>,
  )
  .meta({ id: 'ApplicationsByStatus' })
export type StatusCounts = z.infer<typeof statusCountsWire>

/** Every status with its number, 0 where nothing was counted. */
export const statusCounts = (counted: Readonly<Partial<Record<string, number>>>): StatusCounts =>
  Object.fromEntries(applicationStatuses.map((status) => [status, counted[status] ?? 0])) as StatusCounts
