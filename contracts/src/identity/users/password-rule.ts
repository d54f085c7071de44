export const PASSWORD_MIN = 12
/** Longer ones only cost hashing time. */
export const PASSWORD_MAX = 256

const SPECIAL = /[!@#$%^&*(),.?":{}|<>_\-+=[\]\\;'`~]/

export const passwordRule =
  'Le mot de passe compte au moins 12 caractères, dont une majuscule, une minuscule, un chiffre et un caractère spécial'

/** One upper-case letter, one lower-case letter, one digit and one special character (recruitment §2.1). */
export const isStrongPassword = (password: string): boolean =>
  /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) && /\d/.test(password) && SPECIAL.test(password)
