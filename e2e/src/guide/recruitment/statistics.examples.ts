import type { Chapter } from '../example.ts'

/** Dashboards and statistics (recruitment §4.11, §8). */
export const statistics: Chapter = {
  title: 'Statistics',
  about: 'Every figure is counted from what was recorded, exactly.',
  examples: [
    {
      route: 'getApplicationStatistics',
      title: 'Applications by status and documents by type',
      as: 'observer',
      status: 200,
      holds: ['data.total_applications', 'data.status_breakdown', 'data.document_types'],
    },
    {
      route: 'getAdvancedApplicationStatistics',
      title: 'By offer and by month, too',
      as: 'recruiter',
      status: 200,
      holds: ['data.by_job_offer', 'data.by_month', 'data.documents_by_type'],
    },
    {
      route: 'getRecruiterStatistics',
      title: 'My own offers',
      as: 'recruiter',
      status: 200,
      equals: { recruiter_id: '{recruiter}', total_offers: 2 },
      holds: ['message'],
    },
    {
      route: 'getDashboard',
      title: 'The dashboard: in `stats`, and at the top for newer clients',
      as: 'recruiter',
      status: 200,
      holds: ['stats.total_jobs', 'stats.gender_distribution', 'stats.department_stats', 'generated_at', 'total_jobs'],
    },
    {
      route: 'listOptimizedApplications',
      title: 'Applications with everything that a screen shows of them, in one answer',
      as: 'recruiter',
      query: { job_offer_id: '{offer}', limit: '1', include_evaluations: 'true' },
      status: 200,
      holds: [
        'applications.0.id',
        'applications.0.candidate.profile',
        'applications.0.job_offer.recruiter',
        'applications.0.evaluations.protocol1',
        'applications.0.documents.0.id',
        'applications.0.history',
        'total_count',
        'has_more',
      ],
    },
    {
      route: 'listOptimizedApplicationsOfCandidate',
      title: 'Those of one candidate: their own, or any for staff',
      as: 'candidate',
      path: { candidate_id: '{candidate}' },
      status: 200,
      equals: { candidate_id: '{candidate}', total_count: 1, 'applications.0.id': '{application}' },
    },
    {
      route: 'listOptimizedApplicationsOfCandidate',
      title: 'Somebody else’s: refused',
      as: 'candidate',
      path: { candidate_id: '{other-candidate}' },
      status: 403,
    },
    {
      route: 'comparePerformance',
      title: 'Invented figures are not served any more',
      as: 'admin',
      status: 410,
    },
  ],
}
