import type { DocumentType } from '@one-hcm/contracts/recruitment/applications/application-document'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { DossierLanguage } from '@one-hcm/contracts/recruitment/applications/export-dossier.route'

/** Why a document's pages are not part of a dossier. */
export type Omission = 'encrypted' | 'unreadable' | 'too-large' | 'missing'

/** The words that a dossier is written in. */
export type DossierWords = {
  locale: string
  dossier: string
  printed: string
  page: string
  yes: string
  no: string
  none: string
  sections: Record<
    'candidate' | 'offer' | 'application' | 'reference' | 'answers' | 'documents' | 'history' | 'synthesis',
    string
  >
  fields: Record<
    | 'name'
    | 'email'
    | 'phone'
    | 'birth'
    | 'sexe'
    | 'address'
    | 'position'
    | 'experience'
    | 'education'
    | 'skills'
    | 'links'
    | 'title'
    | 'location'
    | 'contract'
    | 'department'
    | 'deadline'
    | 'status'
    | 'submitted'
    | 'availability'
    | 'manager'
    | 'interview'
    | 'simulation'
    | 'candidateStatus'
    | 'company'
    | 'person'
    | 'contact'
    | 'references'
    | 'strengths'
    | 'improvements'
    | 'conclusion'
    | 'globalScore'
    | 'protocol1'
    | 'protocol2',
    string
  >
  axes: Record<'metier' | 'talent' | 'paradigme', string>
  status: Record<ApplicationStatus, string>
  documents: Record<DocumentType, string>
  sexe: Record<'M' | 'F', string>
  kinds: Record<'interne' | 'externe', string>
  years: (count: number) => string
  size: (kilobytes: string) => string
  pages: (from: number, to: number) => string
  omitted: Record<Omission, string>
  correction: string
}

const fr: DossierWords = {
  locale: 'fr-FR',
  dossier: 'Dossier de candidature',
  printed: 'Édité le',
  page: 'Page',
  yes: 'Oui',
  no: 'Non',
  none: '—',
  sections: {
    candidate: 'Candidat',
    offer: 'Offre',
    application: 'Candidature',
    reference: 'Référence professionnelle',
    answers: 'Réponses aux questions',
    documents: 'Documents',
    history: 'Suivi',
    synthesis: 'Synthèse (usage interne)',
  },
  fields: {
    name: 'Nom',
    email: 'E-mail',
    phone: 'Téléphone',
    birth: 'Date de naissance',
    sexe: 'Sexe',
    address: 'Adresse',
    position: 'Poste actuel',
    experience: 'Expérience',
    education: 'Formation',
    skills: 'Compétences',
    links: 'Liens',
    title: 'Intitulé',
    location: 'Lieu',
    contract: 'Contrat',
    department: 'Direction',
    deadline: 'Date limite',
    status: 'Statut',
    submitted: 'Déposée le',
    availability: 'Disponible à partir du',
    manager: 'A déjà encadré',
    interview: 'Entretien',
    simulation: 'Mise en situation',
    candidateStatus: 'Type de candidat',
    company: 'Entreprise',
    person: 'Personne',
    contact: 'Contact',
    references: 'Références',
    strengths: 'Points forts',
    improvements: 'Points d’amélioration',
    conclusion: 'Conclusion',
    globalScore: 'Note globale',
    protocol1: 'Protocole 1',
    protocol2: 'Protocole 2',
  },
  axes: { metier: 'Métier', talent: 'Talent', paradigme: 'Paradigme' },
  status: {
    pending: 'Reçue',
    reviewed: 'Examinée',
    shortlisted: 'Présélectionnée',
    interview_scheduled: 'Entretien programmé',
    incubation: 'Incubation',
    simulation_scheduled: 'Mise en situation programmée',
    accepted: 'Acceptée',
    hired: 'Embauche',
    rejected: 'Refusée',
    withdrawn: 'Retirée',
  },
  documents: {
    cv: 'CV',
    cover_letter: 'Lettre de motivation',
    diplome: 'Diplôme',
    certificats: 'Certificats',
    lettre_recommandation: 'Lettre de recommandation',
    portfolio: 'Portfolio',
    autres: 'Autres',
  },
  sexe: { M: 'Masculin', F: 'Féminin' },
  kinds: { interne: 'Interne', externe: 'Externe' },
  years: (count) => (count === 1 ? '1 an' : `${count} ans`),
  size: (kilobytes) => `${kilobytes} Ko`,
  pages: (from, to) => (from === to ? `page ${from}` : `pages ${from} à ${to}`),
  omitted: {
    encrypted: 'non joint : protégé par un mot de passe',
    unreadable: 'non joint : illisible',
    'too-large': 'non joint : ensemble trop volumineux',
    missing: 'non joint : indisponible',
  },
  correction: 'correction',
}

const en: DossierWords = {
  locale: 'en-GB',
  dossier: 'Application',
  printed: 'Printed on',
  page: 'Page',
  yes: 'Yes',
  no: 'No',
  none: '—',
  sections: {
    candidate: 'Candidate',
    offer: 'Job offer',
    application: 'Application',
    reference: 'Professional reference',
    answers: 'Answers to the questions',
    documents: 'Documents',
    history: 'Progress',
    synthesis: 'Synthesis (internal)',
  },
  fields: {
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    birth: 'Date of birth',
    sexe: 'Sex',
    address: 'Address',
    position: 'Current position',
    experience: 'Experience',
    education: 'Education',
    skills: 'Skills',
    links: 'Links',
    title: 'Title',
    location: 'Location',
    contract: 'Contract',
    department: 'Department',
    deadline: 'Deadline',
    status: 'Status',
    submitted: 'Submitted on',
    availability: 'Available from',
    manager: 'Has been a manager',
    interview: 'Interview',
    simulation: 'Simulation',
    candidateStatus: 'Kind of candidate',
    company: 'Company',
    person: 'Person',
    contact: 'Contact',
    references: 'References',
    strengths: 'Strengths',
    improvements: 'To improve',
    conclusion: 'Conclusion',
    globalScore: 'Overall score',
    protocol1: 'Protocol 1',
    protocol2: 'Protocol 2',
  },
  axes: { metier: 'Profession', talent: 'Talent', paradigme: 'Paradigm' },
  status: {
    pending: 'Received',
    reviewed: 'Reviewed',
    shortlisted: 'Shortlisted',
    interview_scheduled: 'Interview scheduled',
    incubation: 'Incubation',
    simulation_scheduled: 'Simulation scheduled',
    accepted: 'Accepted',
    hired: 'Hired',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
  },
  documents: {
    cv: 'CV',
    cover_letter: 'Cover letter',
    diplome: 'Diploma',
    certificats: 'Certificates',
    lettre_recommandation: 'Letter of recommendation',
    portfolio: 'Portfolio',
    autres: 'Other',
  },
  sexe: { M: 'Male', F: 'Female' },
  kinds: { interne: 'Internal', externe: 'External' },
  years: (count) => (count === 1 ? '1 year' : `${count} years`),
  size: (kilobytes) => `${kilobytes} KB`,
  pages: (from, to) => (from === to ? `page ${from}` : `pages ${from} to ${to}`),
  omitted: {
    encrypted: 'not included: protected by a password',
    unreadable: 'not included: cannot be read',
    'too-large': 'not included: too large altogether',
    missing: 'not included: not available',
  },
  correction: 'correction',
}

export const dossierWords: Readonly<Record<DossierLanguage, DossierWords>> = { fr, en }
