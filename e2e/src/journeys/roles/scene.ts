import type { CallOptions, Client } from '../../testing/client.ts'
import { createColleague, type Person, signUpCandidate } from '../../testing/people.ts'
import { type Offer, publishOffer } from '../../testing/recruitment.ts'
import { smallPdf } from '../../testing/samples.ts'
import { type Generation, openSession, type Session } from './session.ts'

/** Who takes part in a journey, each at a client of the same generation, and the offer that it is about. */
export type Scene = {
  visitor: Session
  admin: Session
  recruiter: Session
  observer: Session
  offer: Offer
  /** Two places in the interview calendar that are this scene's own. */
  day: { date: string; time: string }
  anotherDay: { date: string; time: string }
  /** A candidate who has just signed up, in a department of nobody else. */
  newCandidate(changes?: Readonly<Record<string, unknown>>): Promise<Session>
}

const DAY_MS = 86_400_000
const HOURS = ['08:00', '09:00', '10:00', '11:00', '13:00', '14:00', '15:00', '16:00'] as const
let scenes = 0

export async function setScene(client: Client, generation: Generation, admin: Person): Promise<Scene> {
  const number = scenes++
  const as = (person: Person) => openSession(client, generation, person)
  const recruiter = await createColleague(client, admin, 'recruiter')
  const week = 21 + 7 * Math.floor(number / HOURS.length)
  const time = HOURS[number % HOURS.length]!
  return {
    visitor: openSession(client, generation),
    admin: as(admin),
    recruiter: as(recruiter),
    observer: as(await createColleague(client, admin, 'observer')),
    offer: await publishOffer(client, recruiter, { department: `Direction ${number}`, title: `Poste ${number}` }),
    day: { date: weekday(week, 1), time },
    anotherDay: { date: weekday(week, 2), time },
    newCandidate: async (changes) => as(await signUpCandidate(client, changes)),
  }
}

/** The first such day of the week (1 is Monday) that is at least so many days away. */
function weekday(days: number, wanted: number): string {
  const day = new Date(Date.now() + days * DAY_MS)
  const further = (wanted + 7 - day.getUTCDay()) % 7
  return new Date(day.getTime() + further * DAY_MS).toISOString().slice(0, 10)
}

const BOUNDARY = 'one-hcm-journey'

/** A PDF as a browser's form sends it; its text is its name. */
export function uploadOf(documentType: string, fileName: string): Pick<CallOptions, 'raw'> {
  const part = (head: string, body: Buffer | string) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]
  const bytes = Buffer.concat([
    ...part('name="document_type"', documentType),
    ...part(
      `name="file"; filename="${fileName}"\r\nContent-Type: application/pdf`,
      Buffer.from(smallPdf(fileName), 'base64'),
    ),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ])
  return { raw: { type: `multipart/form-data; boundary=${BOUNDARY}`, bytes: new Uint8Array(bytes) } }
}
