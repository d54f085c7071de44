import type { FactSource, PersonFacts } from '../../notifications/emails/mail-facts.ts'
import type { FactNeeds, MailFacts } from './mail-wish.ts'

/** Reads what an event's messages need to know, from the streams as they are now. */
export async function gatherFacts(source: FactSource, needs: FactNeeds, hasHrMailbox: boolean): Promise<MailFacts> {
  const { people = [], applications = [], interviews = [], plannedInterviewsOf = [] } = needs
  const [persons, submitted, rows, planned] = await Promise.all([
    lookUp(people, (id) => source.person(id)),
    lookUp(applications, (id) => source.application(id)),
    lookUp(interviews, (id) => source.interview(id)),
    lookUp(plannedInterviewsOf, (id) => source.plannedInterviewOf(id)),
  ])
  const interviewers = [...rows.values()].flatMap(({ interviewer_id }) => interviewer_id ?? [])
  const others = await lookUp<PersonFacts>(
    interviewers.filter((id) => !persons.has(id)),
    (id) => source.person(id),
  )
  return {
    people: new Map([...persons, ...others]),
    jobTitles: await lookUp([...submitted.keys()], (id) => source.jobTitle(submitted.get(id)!.job_offer_id)),
    withInterview: new Set([...submitted.values()].filter((one) => one.interview_date).map(({ id }) => id)),
    interviews: rows,
    plannedInterviews: planned,
    hasHrMailbox,
  }
}

async function lookUp<T>(
  ids: readonly string[],
  read: (id: string) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>()
  await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const fact = await read(id)
      if (fact !== undefined) found.set(id, fact)
    }),
  )
  return found
}
