import { candidateId, nameOf, offerId, recruiterId, type Size } from './people-and-applications.ts'

/** A read that is measured on both sizes. `held` reads must not take longer on the larger one (issue: 1.5 times). */
export type ListQuery = { name: string; held: boolean; as: 'admin' | 'recruiter'; path(size: Size): string }

const list = '/api/v1/applications?limit=20'
const middle = (count: number) => Math.floor(count / 2)
/** An offer of the first recruiter, who asks for its pipeline. */
const offer = ({ offers, recruiters }: Size) => offerId(middle(offers / recruiters) * recruiters)
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

export const recruiter = recruiterId(0)

const held = (name: string, path: ListQuery['path'], as: ListQuery['as'] = 'admin'): ListQuery => ({
  name,
  held: true,
  as,
  path,
})
const shown = (name: string, path: ListQuery['path'], as: ListQuery['as'] = 'admin'): ListQuery => ({
  name,
  held: false,
  as,
  path,
})

export const listQueries: readonly ListQuery[] = [
  held('first page, newest first', () => list),
  held('one status', () => `${list}&status_filter=incubation`),
  held('a French word for three statuses', () => `${list}&status_filter=candidature`),
  held('sorted by last change', () => `${list}&sort=updated_at`),
  held('sorted by status, ascending', () => `${list}&sort=status&order=asc`),
  held('one candidate', ({ candidates }) => `${list}&candidate_id=${candidateId(middle(candidates))}`),
  held('one offer', (size) => `${list}&job_offer_id=${offer(size)}`),
  held('pipeline of one offer', (size) => `/api/v1/jobs/${offer(size)}/applications?limit=20`, 'recruiter'),
  held(
    'pipeline of one offer, one status',
    (size) => `/api/v1/jobs/${offer(size)}/applications?limit=20&status_filter=pending`,
    'recruiter',
  ),
  held('90 whole days', () => `${list}&date_from=${ago(100).slice(0, 10)}&date_to=${ago(11).slice(0, 10)}`),
  held('a person by name', ({ candidates }) => `${list}&q=${encodeURIComponent(nameOf(middle(candidates)))}`),
  held('an offer by title', ({ offers }) => `${list}&q=${encodeURIComponent(`poste ${middle(offers)} `)}`),
  held('offers, first page', () => '/api/v1/jobs?limit=20'),
  held('accounts, first page', () => '/api/v1/users?limit=20&role=candidate&sort=last_name&order=asc'),
  held('statistics: overview', () => '/api/v1/applications/stats/overview'),
  shown(
    '90 days from moment to moment',
    () => `${list}&date_from=${encodeURIComponent(ago(100))}&date_to=${encodeURIComponent(ago(10))}`,
  ),
  shown('skip half of them', ({ applications }) => `${list}&skip=${middle(applications)}`),
  shown('text that everybody matches', () => `${list}&q=example.org`),
  shown('dashboard of a recruiter', () => '/api/v1/optimized/dashboard/stats/optimized', 'recruiter'),
  shown('dashboard of everybody', () => '/api/v1/optimized/dashboard/stats/optimized'),
]

/** Where the page after the one at `path` continues. */
export const pageAfter = (path: string, cursor: string) => `${path.replace(/&skip=\d+/, '')}&cursor=${cursor}`
