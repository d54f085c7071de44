import { type Erased, reveal } from '@one-hcm/contracts/kernel/erased'

/** What an account says about its person; null where it says nothing, and once the person is erased. */
export type AccountDetails = {
  email: string | null
  matricule: number | null
  first_name: string | null
  last_name: string | null
  phone: string | null
  date_of_birth: string | null
  adresse: string | null
  poste_actuel: string | null
  sexe: 'M' | 'F' | null
  candidate_status: 'interne' | 'externe' | null
  no_seeg_email: boolean
  annees_experience: number | null
  email_verified: boolean
}

const nothing: AccountDetails = {
  email: null,
  matricule: null,
  first_name: null,
  last_name: null,
  phone: null,
  date_of_birth: null,
  adresse: null,
  poste_actuel: null,
  sexe: null,
  candidate_status: null,
  no_seeg_email: false,
  annees_experience: null,
  email_verified: false,
}

type Recorded = { [Field in keyof AccountDetails]?: AccountDetails[Field] | Erased }

/** The details that an event carries. */
export function detailsOf(data: Recorded): AccountDetails {
  const known = Object.keys(nothing).flatMap((field) => {
    const value = data[field as keyof AccountDetails]
    return value === undefined ? [] : [[field, reveal(value)] as const]
  })
  return { ...nothing, ...Object.fromEntries(known) }
}

/** The fields of `wanted`, values of JSON, that are different from what is; a field that is not wanted stays out. */
export function differences<T extends object>(wanted: T, is: object): Partial<T> {
  const known = is as Record<string, unknown>
  const different = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(known[field]),
  )
  return Object.fromEntries(different) as Partial<T>
}
