/** A table with a header; cells may hold anything but line breaks. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

export const code = (text: string): string => `\`${text}\``

/** First lines of a generated page: what it is, and where it comes from. */
export const page = (title: string, intro: string, ...parts: readonly string[]): string =>
  `${[`# ${title}`, `${intro}\n\nGenerated from the code by \`npm run generate\`; a test holds it equal.`, ...parts].join('\n\n')}\n`
