import { deriveId } from '../../kernel/aggregate-id.ts'

export const accessRequestStatuses = ['pending', 'approved', 'rejected'] as const
export type AccessRequestStatus = (typeof accessRequestStatuses)[number]

/** The only kind there is: an internal candidate without a company mailbox (recruitment §2.4). */
export const ACCESS_REQUEST_TYPE = 'internal_no_seeg_email'

/** Characters a rejection must at least say, after trimming (recruitment §2.4). */
export const REJECTION_REASON_MIN = 20

/** The request's own id on the wire; it lives in the account's stream and there is one per account. */
export const accessRequestId = (userId: string): string => deriveId('access-request', userId)
