import { expect, test } from '@jest/globals'
import type { SuiteSystem } from '../suite-system.ts'
import { candidateJourney } from './candidate.ts'
import { dashboardJourney } from './dashboards.ts'
import { observerJourney } from './observer.ts'
import { recruiterJourney } from './recruiter.ts'
import { type Scene, setScene } from './scene.ts'

const journeys: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'a candidate, from the landing page to the tracking': candidateJourney,
  'a recruiter, from the offer to the hire': recruiterJourney,
  'an observer': observerJourney,
  'the dashboards of the staff': dashboardJourney,
}

const clients = {
  old: 'old clients: no waiting, no headers of their own, a slash behind each path',
  new: 'new clients: every write repeated under its key, every read with the token of the last write',
} as const

/** The journeys of all roles through both generations of clients, against one system. */
export function playRoleJourneys(suite: SuiteSystem): void {
  for (const generation of ['old', 'new'] as const)
    for (const [who, journey] of Object.entries(journeys))
      test(`${who} (${clients[generation]})`, async () => {
        await journey(await setScene(suite.client, generation, suite.admin))
        expect(suite.system.unexpectedEnds()).toEqual([])
      }, 120_000)
}
