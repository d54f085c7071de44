import { type Answer, at } from '../testing/client.ts'

export type Kind = 'book' | 'move' | 'swap' | 'cancel' | 'score'

/** One write of a recruiter, and what it was answered. */
export type Attempt = {
  kind: Kind
  /** What it was judged on: `<slot or evaluation>@<version>`, for those that named one. */
  seen: readonly string[]
  /** 0 when no answer arrived. */
  status: number
  code: string | undefined
  /** Finds its events in the log. */
  requestId: string | undefined
}

export const attemptOf = (kind: Kind, seen: readonly string[], answer: Answer): Attempt => {
  const code = at(answer, 'code')
  return {
    kind,
    seen,
    status: answer.status,
    code: typeof code === 'string' ? code : undefined,
    requestId: answer.headers.get('X-Request-ID') ?? undefined,
  }
}

/** How often each kind was answered with what: a code, or a status where there is none. */
export function outcomesOf(attempts: readonly Attempt[]): Record<Kind, Record<string, number>> {
  const outcomes: Record<Kind, Record<string, number>> = { book: {}, move: {}, swap: {}, cancel: {}, score: {} }
  for (const { kind, status, code } of attempts) {
    const word = code ?? (status === 0 ? 'no answer' : String(status))
    outcomes[kind][word] = (outcomes[kind][word] ?? 0) + 1
  }
  return outcomes
}
