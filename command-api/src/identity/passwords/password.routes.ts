import { changePasswordRoute } from '@one-hcm/contracts/identity/passwords/change-password.route'
import { forgotPasswordRoute } from '@one-hcm/contracts/identity/passwords/forgot-password.route'
import { resetPasswordRoute } from '@one-hcm/contracts/identity/passwords/reset-password.route'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from '../dependencies.ts'
import { changePassword } from './change-password.ts'
import { resetPassword } from './reset-password.ts'

export const passwordEndpoints = (dependencies: IdentityDependencies): Endpoint[] => [
  endpoint(changePasswordRoute, async ({ body, user, command }) => {
    const { current_password: current, new_password: next } = body
    const outcome = await changePassword(dependencies, command, { userId: user.id, current, next })
    return isRefusal(outcome) ? outcome : done(outcome.position, 'Mot de passe modifié. Reconnectez-vous.')
  }),

  endpoint(forgotPasswordRoute, async ({ body, command }) => {
    const wishId = deriveId('password-wish', command.commandId)
    const emailHash = dependencies.hashes.email(body.email)
    await dependencies.passwordStore.wish({ wishId, emailHash, now: command.now })
    dependencies.wished()
    return { body: answer('Si cette adresse est connue, un lien de réinitialisation vient de lui être envoyé.') }
  }),

  endpoint(resetPasswordRoute, async ({ body, command }) => {
    const outcome = await resetPassword(dependencies, command, { token: body.token, next: body.new_password })
    return isRefusal(outcome) ? outcome : done(outcome.position, 'Mot de passe réinitialisé. Connectez-vous.')
  }),
]

const answer = (message: string) => ({ success: true, message })
const done = (position: bigint | undefined, message: string) => ({
  ...(position === undefined ? {} : { position }),
  body: answer(message),
})
