import { z } from 'zod'
import { userStatuts } from '../../identity/users/user.events.ts'
import { column, defineTable, type LakeRow, timestamp } from './lake-table.ts'

const text = z.string().nullable()
const count = z.number().int().nullable()

/** Recruitment §6.3, fields in its order. Profile columns are null as long as a candidate has no profile. */
export const dimCandidates = defineTable({
  name: 'dim_candidates',
  zone: 'dimensions',
  key: 'candidate_id',
  references: {},
  summary: 'One row per candidate: the account and, where there is one, the profile.',
  columns: {
    candidate_id: column(z.string(), 'pseudonymous', 'Id of the account.'),
    email: column(text, 'personal', 'E-mail address of the account.'),
    first_name: column(text, 'personal', 'First name.'),
    last_name: column(text, 'personal', 'Last name.'),
    full_name: column(text, 'personal', 'First and last name, separated by a space, trimmed.'),
    phone: column(text, 'personal', 'Telephone number as given.'),
    date_of_birth: column(text, 'personal', 'Date of birth, `YYYY-MM-DD`.'),
    sexe: column(z.enum(['M', 'F']).nullable(), 'personal', 'Sex as given: `M` or `F`.'),
    adresse: column(text, 'personal', 'Postal address as given.'),
    matricule: column(count, 'personal', 'Staff number; internal candidates only.'),
    poste_actuel: column(text, 'personal', 'Current position as given.'),
    annees_experience: column(count, 'personal', 'Years of professional experience as given.'),
    role: column(z.literal('candidate'), 'internal', 'Always `candidate`: other accounts are not exported.'),
    candidate_status: column(
      z.enum(['interne', 'externe']).nullable(),
      'pseudonymous',
      'Whether the candidate works for the company.',
    ),
    statut: column(z.enum(userStatuts), 'pseudonymous', 'State of the account.'),
    is_internal_candidate: column(z.boolean(), 'pseudonymous', 'True for `candidate_status` `interne`.'),
    email_verified: column(z.boolean(), 'pseudonymous', 'Whether the e-mail address was confirmed.'),
    is_active: column(z.boolean(), 'pseudonymous', 'True for `statut` `actif`.'),
    candidate_created_at: column(timestamp, 'pseudonymous', 'When the account was opened.'),
    profile_address: column(text, 'personal', 'Address in the profile.'),
    profile_availability: column(text, 'pseudonymous', 'When the candidate could start, as chosen.'),
    profile_birth_date: column(text, 'personal', 'Date of birth in the profile.'),
    current_department: column(text, 'personal', 'Current department.'),
    current_position: column(text, 'personal', 'Current position in the profile.'),
    cv_url: column(text, 'personal', 'Obsolete link to a CV.'),
    education: column(text, 'personal', 'Education as given.'),
    expected_salary_min: column(count, 'personal', 'Lowest expected salary, FCFA.'),
    expected_salary_max: column(count, 'personal', 'Highest expected salary, FCFA.'),
    gender: column(text, 'personal', 'Gender in the profile: `M` or `F`.'),
    linkedin_url: column(text, 'personal', 'Link to a LinkedIn page.'),
    portfolio_url: column(text, 'personal', 'Link to a portfolio.'),
    skills: column(z.array(z.string()).nullable(), 'personal', 'Skills as given.'),
    profile_years_experience: column(count, 'personal', 'Years of professional experience in the profile.'),
    years_experience: column(count, 'personal', 'The same as `profile_years_experience`, under its older name.'),
    profile_id: column(text, 'pseudonymous', 'Id of the profile.'),
  },
})
export type DimCandidateRow = LakeRow<typeof dimCandidates>
