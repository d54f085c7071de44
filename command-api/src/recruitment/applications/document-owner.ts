import type { ApplicationState } from './application.ts'

/** Who adds or removes documents: the candidate, or an administrator for them. */
export type Uploader = { id: string; role: string }

/** Whether the application is there for them: administrators reach all, candidates their own. */
export const belongsTo = (
  state: ApplicationState,
  { id, role }: Uploader,
): state is Extract<ApplicationState, { stage: 'submitted' }> =>
  state.stage === 'submitted' && (role === 'admin' || state.candidateId === id)
