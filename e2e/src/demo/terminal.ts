import type { Language, Text } from './language.ts'

const LABEL_WIDTH = 10
const LINE_MAX = 160

/** Prints the story: a heading for each step, and below it a line for each thing the step led to. */
export type Terminal = {
  heading(text: Text): void
  line(label: Text | undefined, content: string): void
  say(text: Text): void
  language: Language
}

export function createTerminal(
  language: Language,
  output: { write(text: string): unknown; isTTY?: boolean | undefined },
): Terminal {
  const styled = (code: string, text: string) => (output.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text)
  const print = (text: string) => void output.write(`${text}\n`)
  let step = 0
  return {
    language,
    heading: (text) => {
      step += 1
      print(`\n${styled('1', `${String(step).padStart(2)}. ${text[language]}`)}`)
    },
    line: (label, content) =>
      print(`    ${styled('36', (label?.[language] ?? '').padEnd(LABEL_WIDTH))} ${shorten(content)}`),
    say: (text) => print(text[language]),
  }
}

const shorten = (text: string): string => (text.length <= LINE_MAX ? text : `${text.slice(0, LINE_MAX - 1)}…`)

/** JSON in one line without what nobody wants to see: passwords, tokens, files. */
export function brief(value: unknown): string {
  return JSON.stringify(value, (name, inner: unknown) => {
    if (/password|(^|_)token$/i.test(name) && typeof inner === 'string') return '…'
    if (name === 'file_data' && typeof inner === 'string') return `<${Math.round((inner.length * 3) / 4)} bytes>`
    if (name === 'sealed') return '<sealed>'
    return inner
  })
}
