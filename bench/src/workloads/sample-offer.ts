/** A job offer of about 1.5 KB in JSON, as a recruiter's form sends it. */
export const sampleOffer = (number: number) => ({
  title: `Ingénieur réseau électrique ${number}`,
  description:
    'Au sein de la direction des réseaux, vous assurez le suivi technique des postes de transformation et la qualité de la distribution sur la zone de Libreville. '.repeat(
      3,
    ),
  location: 'Libreville',
  contract_type: 'CDI',
  department: 'Électricité',
  requirements: [
    'Diplôme d’ingénieur en électrotechnique',
    'Cinq ans d’expérience en réseaux HTA',
    'Maîtrise des outils SIG',
  ],
  responsibilities: ['Planifier les interventions', 'Contrôler les prestataires', 'Suivre les indicateurs de qualité'],
  benefits: ['Mutuelle', 'Logement'],
  offer_status: 'tous',
  questions_mtp: {
    questions_metier: [
      'Décrivez une panne complexe que vous avez résolue.',
      'Comment dimensionnez-vous un départ HTA ?',
    ],
    questions_talent: ['Comment formez-vous un technicien débutant ?'],
    questions_paradigme: ['Que signifie pour vous le service public ?'],
  },
})
