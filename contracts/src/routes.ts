import { exportEventsRoute } from './audit/export-events.route.ts'
import { listEventsRoute } from './audit/list-events.route.ts'
import { readStreamRoute } from './audit/read-stream.route.ts'
import { changePasswordRoute } from './identity/passwords/change-password.route.ts'
import { forgotPasswordRoute } from './identity/passwords/forgot-password.route.ts'
import { resetPasswordRoute } from './identity/passwords/reset-password.route.ts'
import { verifyMatriculeRoute } from './identity/seeg-agents/verify-matricule.route.ts'
import { verifyOwnMatriculeRoute } from './identity/seeg-agents/verify-own-matricule.route.ts'
import { endOtherSessionsRoute, endOwnSessionRoute } from './identity/sessions/end-own-sessions.route.ts'
import { listOwnSessionsRoute } from './identity/sessions/list-own-sessions.route.ts'
import { issueTokenRoute, logInRoute } from './identity/sessions/log-in.route.ts'
import { logOutRoute } from './identity/sessions/log-out.route.ts'
import { refreshSessionRoute } from './identity/sessions/refresh-session.route.ts'
import { approveAccessByIdRoute, approveAccessRoute } from './identity/users/approve-access.route.ts'
import { createFirstAdminRoute } from './identity/users/create-first-admin.route.ts'
import { createUserRoute } from './identity/users/create-user.route.ts'
import { deleteUserRoute } from './identity/users/delete-user.route.ts'
import { getMeRoute, getOwnAccountRoute } from './identity/users/get-own-account.route.ts'
import { getOwnProfileRoute } from './identity/users/get-own-profile.route.ts'
import { getUserRoute } from './identity/users/get-user.route.ts'
import {
  countUnviewedAccessRequestsRoute,
  listAccessRequestsRoute,
} from './identity/users/list-access-requests.route.ts'
import { listUsersRoute } from './identity/users/list-users.route.ts'
import { markAccessRequestsViewedRoute } from './identity/users/mark-access-requests-viewed.route.ts'
import { rejectAccessByIdRoute, rejectAccessRoute } from './identity/users/reject-access.route.ts'
import { signUpCandidateRoute, signUpRoute } from './identity/users/sign-up.route.ts'
import { updateProfileRoute } from './identity/users/update-profile.route.ts'
import { updateOwnAccountRoute, updateUserRoute } from './identity/users/update-user.route.ts'
import type { RouteDefinition } from './kernel/route.ts'
import { getInfoRoute } from './monitoring/get-info.route.ts'
import { getMonitoringHealthRoute } from './monitoring/get-monitoring-health.route.ts'
import { getMonitoringStatsRoute } from './monitoring/get-monitoring-stats.route.ts'
import { getStatusRoute, getWelcomeRoute } from './monitoring/get-status.route.ts'
import { listActivitiesRoute } from './notifications/activities/list-activities.route.ts'
import { listEmailsRoute } from './notifications/emails/list-emails.route.ts'
import { getMailPreferenceRoute, setMailPreferenceRoute } from './notifications/emails/mail-preference.route.ts'
import { retryEmailRoute } from './notifications/emails/retry-email.route.ts'
import { sendEmailRoute } from './notifications/emails/send-email.route.ts'
import { sendInterviewEmailRoute } from './notifications/emails/send-interview-email.route.ts'
import { getNotificationRoute } from './notifications/inbox/get-notification.route.ts'
import { listNotificationsRoute } from './notifications/inbox/list-notifications.route.ts'
import {
  changeNotificationPreferencesRoute,
  getNotificationPreferencesRoute,
} from './notifications/inbox/notification-preferences.route.ts'
import {
  notificationStatisticsRoute,
  notificationStatsRoute,
  unreadNotificationCountRoute,
} from './notifications/inbox/notification-statistics.route.ts'
import {
  markAllNotificationsReadRoute,
  readAllNotificationsRoute,
  readNotificationRoute,
} from './notifications/inbox/read-notification.route.ts'
import { createLiveTicketRoute } from './notifications/live/create-live-ticket.route.ts'
import { openLiveEventsRoute } from './notifications/live/open-live-events.route.ts'
import { addApplicationHistoryRoute } from './recruitment/applications/add-application-history.route.ts'
import { changeApplicationStatusRoute } from './recruitment/applications/change-application-status.route.ts'
import { deleteApplicationRoute } from './recruitment/applications/delete-application.route.ts'
import { deleteApplicationDocumentRoute } from './recruitment/applications/delete-application-document.route.ts'
import {
  downloadApplicationDocumentRoute,
  getApplicationDocumentRoute,
} from './recruitment/applications/download-application-document.route.ts'
import { exportDossierRoute } from './recruitment/applications/export-dossier.route.ts'
import { getApplicationRoute } from './recruitment/applications/get-application.route.ts'
import { getApplicationCompleteRoute } from './recruitment/applications/get-application-complete.route.ts'
import { getApplicationHistoryRoute } from './recruitment/applications/get-application-history.route.ts'
import { listApplicationDocumentsRoute } from './recruitment/applications/list-application-documents.route.ts'
import { listApplicationsRoute } from './recruitment/applications/list-applications.route.ts'
import { listOfferApplicationsRoute } from './recruitment/applications/list-offer-applications.route.ts'
import {
  listOptimizedApplicationsOfCandidateRoute,
  listOptimizedApplicationsRoute,
} from './recruitment/applications/list-optimized-applications.route.ts'
import { recordSynthesisRoute } from './recruitment/applications/record-synthesis.route.ts'
import { submitApplicationRoute } from './recruitment/applications/submit-application.route.ts'
import { updateApplicationRoute } from './recruitment/applications/update-application.route.ts'
import {
  uploadApplicationDocumentRoute,
  uploadApplicationDocumentsRoute,
} from './recruitment/applications/upload-application-documents.route.ts'
import {
  closeCampaignRoute,
  getCampaignRoute,
  listCampaignsRoute,
  openCampaignRoute,
} from './recruitment/campaigns/campaigns.route.ts'
import { getCandidateOfApplicationRoute, getCandidateRoute } from './recruitment/candidates/get-candidate.route.ts'
import { cancelDeadlineRoute, moveDeadlineRoute } from './recruitment/deadlines/change-deadline.route.ts'
import { getDeadlineRoute, listDeadlinesRoute } from './recruitment/deadlines/list-deadlines.route.ts'
import {
  discardDraftOfApplicationRoute,
  getDraftOfApplicationRoute,
  saveDraftOfApplicationRoute,
} from './recruitment/drafts/draft-of-application.route.ts'
import {
  discardDraftByOfferRoute,
  discardDraftRoute,
  getDraftByOfferRoute,
  getDraftRoute,
  saveDraftByOfferRoute,
  saveDraftRoute,
} from './recruitment/drafts/draft-of-offer.route.ts'
import { getEvaluationStatisticsRoute } from './recruitment/evaluations/evaluation-statistics.route.ts'
import {
  getEvaluationsOfApplicationRoute,
  getProtocol1Route,
  getProtocol2Route,
  listProtocol1OfApplicationRoute,
  listProtocol2OfApplicationRoute,
} from './recruitment/evaluations/get-evaluation.route.ts'
import { resetProtocol1Route, resetProtocol2Route } from './recruitment/evaluations/reset-evaluation.route.ts'
import { createProtocol1Route, scoreProtocol1Route } from './recruitment/evaluations/score-protocol1.route.ts'
import { createProtocol2Route, scoreProtocol2Route } from './recruitment/evaluations/score-protocol2.route.ts'
import { listExportsRoute } from './recruitment/exports/list-exports.route.ts'
import { applicationSubmittedWebhookRoute, replayExportRoute } from './recruitment/exports/request-export.route.ts'
import {
  getInterviewCalendarFileRoute,
  getInterviewSlotRoute,
  getInterviewStatisticsRoute,
  listFreeInterviewSlotsRoute,
  listInterviewSlotsRoute,
} from './recruitment/interviews/read-interviews.route.ts'
import { cancelSimulationRoute, scheduleSimulationRoute } from './recruitment/interviews/simulation.route.ts'
import {
  bookInterviewRoute,
  cancelInterviewRoute,
  reviseInterviewSlotRoute,
  swapInterviewsRoute,
} from './recruitment/interviews/write-interviews.route.ts'
import { createJobOfferRoute } from './recruitment/job-offers/create-job-offer.route.ts'
import { deleteJobOfferRoute } from './recruitment/job-offers/delete-job-offer.route.ts'
import { getJobOfferRoute } from './recruitment/job-offers/get-job-offer.route.ts'
import {
  listJobOffersRoute,
  listMyJobOffersRoute,
  listRecruiterJobOffersRoute,
} from './recruitment/job-offers/list-job-offers.route.ts'
import {
  countPublicJobOffersRoute,
  getPublicJobOfferRoute,
  listPublicJobOffersRoute,
} from './recruitment/job-offers/public-job-offers.route.ts'
import { reviseJobOfferRoute } from './recruitment/job-offers/revise-job-offer.route.ts'
import {
  getAdvancedApplicationStatisticsRoute,
  getApplicationStatisticsRoute,
} from './recruitment/statistics/application-statistics.route.ts'
import { comparePerformanceRoute, getDashboardRoute } from './recruitment/statistics/get-dashboard.route.ts'
import { getRecruiterStatisticsRoute } from './recruitment/statistics/recruiter-statistics.route.ts'

/** Every route of the platform. Services, OpenAPI, the permission matrix and the proxy rules all go by this list. */
export const routes: readonly RouteDefinition[] = [
  // identity
  verifyMatriculeRoute,
  verifyOwnMatriculeRoute,
  logInRoute,
  issueTokenRoute,
  logOutRoute,
  refreshSessionRoute,
  listOwnSessionsRoute,
  endOwnSessionRoute,
  endOtherSessionsRoute,
  changePasswordRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  approveAccessRoute,
  approveAccessByIdRoute,
  createFirstAdminRoute,
  createUserRoute,
  getMeRoute,
  getOwnAccountRoute,
  getUserRoute,
  listAccessRequestsRoute,
  countUnviewedAccessRequestsRoute,
  listUsersRoute,
  markAccessRequestsViewedRoute,
  rejectAccessRoute,
  rejectAccessByIdRoute,
  signUpRoute,
  signUpCandidateRoute,
  updateOwnAccountRoute,
  updateUserRoute,
  deleteUserRoute,
  getOwnProfileRoute,
  updateProfileRoute,
  // recruitment
  getCandidateRoute,
  getCandidateOfApplicationRoute,
  addApplicationHistoryRoute,
  deleteApplicationRoute,
  getApplicationCompleteRoute,
  listOfferApplicationsRoute,
  updateApplicationRoute,
  uploadApplicationDocumentRoute,
  uploadApplicationDocumentsRoute,
  deleteApplicationDocumentRoute,
  changeApplicationStatusRoute,
  getApplicationDocumentRoute,
  downloadApplicationDocumentRoute,
  exportDossierRoute,
  getApplicationHistoryRoute,
  getApplicationRoute,
  listApplicationDocumentsRoute,
  listApplicationsRoute,
  submitApplicationRoute,
  scheduleSimulationRoute,
  cancelSimulationRoute,
  listFreeInterviewSlotsRoute,
  bookInterviewRoute,
  swapInterviewsRoute,
  listInterviewSlotsRoute,
  getInterviewSlotRoute,
  getInterviewCalendarFileRoute,
  getInterviewStatisticsRoute,
  reviseInterviewSlotRoute,
  cancelInterviewRoute,
  recordSynthesisRoute,
  getProtocol1Route,
  listProtocol1OfApplicationRoute,
  createProtocol1Route,
  scoreProtocol1Route,
  resetProtocol1Route,
  getProtocol2Route,
  listProtocol2OfApplicationRoute,
  createProtocol2Route,
  scoreProtocol2Route,
  resetProtocol2Route,
  getEvaluationsOfApplicationRoute,
  getEvaluationStatisticsRoute,
  createJobOfferRoute,
  getJobOfferRoute,
  listJobOffersRoute,
  listMyJobOffersRoute,
  listRecruiterJobOffersRoute,
  listPublicJobOffersRoute,
  countPublicJobOffersRoute,
  getPublicJobOfferRoute,
  reviseJobOfferRoute,
  deleteJobOfferRoute,
  listCampaignsRoute,
  getCampaignRoute,
  openCampaignRoute,
  closeCampaignRoute,
  listDeadlinesRoute,
  getDeadlineRoute,
  moveDeadlineRoute,
  cancelDeadlineRoute,
  getDraftByOfferRoute,
  saveDraftByOfferRoute,
  discardDraftByOfferRoute,
  getDraftRoute,
  saveDraftRoute,
  discardDraftRoute,
  getDraftOfApplicationRoute,
  saveDraftOfApplicationRoute,
  discardDraftOfApplicationRoute,
  // notifications
  listActivitiesRoute,
  createLiveTicketRoute,
  openLiveEventsRoute,
  listNotificationsRoute,
  getNotificationRoute,
  notificationStatisticsRoute,
  notificationStatsRoute,
  unreadNotificationCountRoute,
  getNotificationPreferencesRoute,
  changeNotificationPreferencesRoute,
  readNotificationRoute,
  readAllNotificationsRoute,
  markAllNotificationsReadRoute,
  getApplicationStatisticsRoute,
  getAdvancedApplicationStatisticsRoute,
  getRecruiterStatisticsRoute,
  getDashboardRoute,
  listOptimizedApplicationsRoute,
  listOptimizedApplicationsOfCandidateRoute,
  comparePerformanceRoute,
  sendEmailRoute,
  sendInterviewEmailRoute,
  listEmailsRoute,
  retryEmailRoute,
  setMailPreferenceRoute,
  getMailPreferenceRoute,
  listExportsRoute,
  applicationSubmittedWebhookRoute,
  replayExportRoute,
  // audit
  exportEventsRoute,
  listEventsRoute,
  readStreamRoute,
  // monitoring
  getWelcomeRoute,
  getStatusRoute,
  getMonitoringHealthRoute,
  getMonitoringStatsRoute,
  getInfoRoute,
]
