/** What a secret looks like that must never be in a file of the repository (W-01). Words of tests look otherwise. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  'a key of a storage account': /AccountKey=[A-Za-z0-9+/]{60,}={0,2}/,
  'a signed address of a blob': /[?&]sig=[A-Za-z0-9%+/]{30,}/,
  'an access key of a cloud': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a token of a code host': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|glpat-[\w-]{20})\b/,
  'a key of a mail or map service': /\b(?:SG\.[\w-]{22}\.[\w-]{43}|AIza[\w-]{35}|re_[A-Za-z0-9]{24,})\b/,
  'a password in an address':
    /\b(?:postgres(?:ql)?|amqps?|smtps?|mongodb(?:\+srv)?|redis|esdb):\/\/[^\s:@/'"`$]+:(?!guest\b)[^\s@/'"`$]{6,}@(?![\w.-]*\bexample\b)[\w.-]+\.[a-z]{2,}/i,
  'a signed token': /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/,
}

/** What kinds of secrets a text holds. */
export const secretsIn = (text: string): string[] =>
  Object.entries(SECRETS)
    .filter(([, pattern]) => pattern.test(text))
    .map(([name]) => name)
