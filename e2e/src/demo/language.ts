export type Language = 'fr' | 'en'

/** A text in both languages. */
export type Text = Readonly<Record<Language, string>>

/** What `DEMO_LANG` says, else what the terminal speaks. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const given = env.DEMO_LANG ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? ''
  return given.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
