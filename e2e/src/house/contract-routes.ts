import type { RouteDefinition } from '@one-hcm/contracts/kernel/route'

/**
 * The contract of recruitment.md §4 as data: 109 routes, 47 of which write [W] and 62 read [R], by section. Paths are
 * written with `{}` for parameters, whose names are ours to choose.
 */
const sections: Readonly<Record<string, string>> = {
  '4.1 authentication, below /api/v1/auth': `
    W POST /login                  W POST /token                   W POST /signup
    W POST /signup/candidate       R POST /verify-matricule        R GET /verify-matricule
    W POST /create-user            W POST /create-first-admin      R GET /me
    W POST /refresh                W POST /logout                  W POST /forgot-password
    W POST /reset-password         W POST /change-password`,
  '4.2 users, below /api/v1/users': `
    R GET /me                      W PUT /me                       R GET /{}
    R GET /                        W PUT /{}                       W DELETE /{}
    R GET /me/profile              W PUT /me/profile`,
  '4.3 candidates, below /api/v1': `
    R GET /candidates/{}/complete  R GET /applications/{}/candidate-info  R GET /status`,
  '4.4 job offers, below /api/v1/jobs': `
    R GET /                        W POST /                        R GET /{}
    W PUT /{}                      W DELETE /{}                    R GET /{}/applications
    R GET /recruiter/my-jobs       R GET /recruiter/statistics     R GET /recruiter/{}`,
  '4.4 public offers, below /api/v1/public': `
    R GET /jobs                    R GET /jobs/count               R GET /jobs/{}`,
  '4.5 applications, below /api/v1/applications': `
    W POST /                       R GET /                         R GET /{}
    R GET /{}/complete             W PUT /{}                       W PUT /{}/status
    W DELETE /{}                   R GET /{}/documents             W POST /{}/documents
    W POST /{}/documents/multiple  R GET /{}/documents/{}          R GET /{}/documents/{}/download
    W DELETE /{}/documents/{}      R GET /stats/overview           R GET /stats/advanced
    R GET /{}/draft                W POST /{}/draft                W DELETE /{}/draft
    R GET /drafts/by-offer         W POST /drafts/by-offer         W DELETE /drafts/by-offer
    R GET /{}/history              W POST /{}/history              R GET /{}/export/pdf
    R GET /interviews/calendar/available`,
  '4.6 evaluations, below /api/v1/evaluations': `
    W POST /protocol1              R GET /protocol1/{}             W PUT /protocol1/{}
    R GET /protocol1/application/{}
    W POST /protocol2              R GET /protocol2/{}             W PUT /protocol2/{}
    R GET /protocol2/application/{}
    R GET /stats/overview          R GET /application/{}`,
  '4.7 interviews, below /api/v1/interviews': `
    W POST /slots                  R GET /slots                    R GET /slots/{}
    W PUT /slots/{}                W DELETE /slots/{}              W POST /slots/swap
    R GET /stats/overview`,
  '4.8 notifications, below /api/v1/notifications': `
    R GET /                        R GET /{}                       W PUT /{}/read
    W PUT /read-all                W PUT /mark-all-read            R GET /stats/unread-count
    R GET /stats/overview          R GET /stats                    R GET /ws`,
  '4.9 access requests, below /api/v1/access-requests': `
    R GET /                        W POST /approve                 W POST /reject
    W POST /mark-all-viewed        R GET /unviewed-count`,
  '4.10 e-mails, below /api/v1/emails': `
    W POST /send                   W POST /send-interview-email    R GET /logs`,
  '4.11 webhook and optimized, below /api/v1': `
    W POST /webhooks/application-submitted
    R GET /optimized/applications/optimized
    R GET /optimized/dashboard/stats/optimized
    R GET /optimized/candidates/{}/applications/optimized
    R GET /optimized/performance/comparison`,
  '4.11 monitoring, below /': `
    R GET /ping                    R GET /health                   R GET /
    R GET /monitoring/health       R GET /monitoring/metrics       R GET /monitoring/stats
    R GET /info`,
  '8 what the frontend needs, below /api/v1': `
    R GET /activities`,
}

export type ContractRoute = {
  readonly section: string
  readonly kind: 'R' | 'W'
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Without a slash at the end. */
  readonly path: string
}

const CELL = /([RW]) (GET|POST|PUT|DELETE) (\S+)/g

export const contractRoutes: readonly ContractRoute[] = Object.entries(sections).flatMap(([heading, cells]) => {
  const [section, mount] = heading.split(', below ') as [string, string]
  return [...cells.matchAll(CELL)].map(([, kind, method, path]) => ({
    section,
    kind: kind as 'R' | 'W',
    method: method as ContractRoute['method'],
    path: `${mount.replace(/\/$/, '')}${path}`.replace(/(?<=.)\/$/, ''),
  }))
})

/** A WebSocket: opened by an upgrade, which `notification-socket.int.test.ts` shows. */
const SOCKET = 'GET /api/v1/notifications/ws'

/** Served beside the declared routes, by every service or by the edge: shown by a call, not by a declaration. */
export const servedApart: readonly string[] = ['GET /ping', 'GET /health', 'GET /monitoring/metrics', SOCKET]

export const placeOf = ({ method, path }: { method: string; path: string }): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{\w*\}/g, '{}')}`

/** The contract's routes that nothing serves. */
export function missingRoutes(declared: readonly Pick<RouteDefinition, 'method' | 'path'>[]): string[] {
  const served = new Set([...declared.map(placeOf), ...servedApart])
  return contractRoutes.map(placeOf).filter((place) => !served.has(place))
}
