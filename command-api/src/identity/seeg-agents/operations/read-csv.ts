/** One record of a CSV file and the line it begins on, counted from 1. */
export type CsvRecord = { line: number; fields: string[] }

/**
 * Reads CSV as RFC 4180 and spreadsheets write it: commas or semicolons, quoted fields, any line ends, a byte order mark.
 * Blank lines are left out.
 */
export function readCsv(text: string): CsvRecord[] {
  const source = text.replace(/^\uFEFF/, '')
  const separator = (source.split(/\r?\n/, 1)[0] ?? '').includes(';') ? ';' : ','
  const records: CsvRecord[] = []
  let fields: string[] = []
  let field = ''
  let quoted = false
  let line = 1
  let begun = 1
  const endRecord = () => {
    fields.push(field)
    if (fields.some((one) => one.trim() !== '')) records.push({ line: begun, fields })
    fields = []
    field = ''
    begun = line
  }
  for (let index = 0; index < source.length; index++) {
    const character = source[index]!
    if (character === '\n') line += 1
    if (quoted) {
      if (character !== '"') field += character
      else if (source[index + 1] === '"') {
        field += '"'
        index += 1
      } else quoted = false
    } else if (character === '"' && field.trim() === '') {
      quoted = true
      field = ''
    } else if (character === separator) {
      fields.push(field)
      field = ''
    } else if (character === '\n') endRecord()
    else if (character !== '\r') field += character
  }
  endRecord()
  return records
}
