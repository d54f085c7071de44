import type { Chapter } from '../example.ts'

/** Passwords: changed, forgotten, set anew (recruitment §4.1). */
export const passwords: Chapter = {
  title: 'Passwords',
  about: 'A new password closes every session of the account.',
  examples: [
    {
      route: 'changePassword',
      title: 'Not without the present one: 400, since clients take each 401 for the end of the session',
      as: 'other-candidate',
      json: { current_password: 'Pas-Le-Bon-2026!', new_password: 'Une-Autre-Phrase-2026!' },
      status: 400,
      equals: { code: 'wrong-current-password' },
    },
    {
      route: 'changePassword',
      title: 'With the present one',
      as: 'other-candidate',
      json: { current_password: '{password}', new_password: 'Une-Autre-Phrase-2026!' },
      status: 200,
      equals: { success: true },
      holds: ['message'],
    },
    {
      route: 'forgotPassword',
      title: 'A link by e-mail',
      json: { email: 'jean.ella@example.org' },
      status: 200,
      equals: { success: true },
      holds: ['message'],
    },
    {
      route: 'forgotPassword',
      title: 'An unknown address gets the same answer',
      json: { email: 'nobody@example.org' },
      status: 200,
      equals: { success: true },
      holds: ['message'],
    },
    {
      route: 'resetPassword',
      title: 'A link that is not ours',
      json: { token: 'not-a-token', new_password: 'Encore-Une-Phrase-2026!' },
      status: 400,
      equals: { code: 'invalid-reset-token' },
    },
    {
      route: 'resetPassword',
      title: 'With the token of the link, once and within the hour',
      json: { token: '{token-of-the-link}', new_password: '{password}' },
      status: 200,
      equals: { success: true },
    },
    {
      route: 'logIn',
      title: 'With the password that was set',
      json: { email: 'jean.ella@example.org', password: '{password}' },
      status: 200,
      keeps: { 'other-candidate.token': 'access_token' },
    },
  ],
}
