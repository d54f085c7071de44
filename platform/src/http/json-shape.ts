/** Deeper JSON overflows the stack of recursive readers long before it means anything (reliability D2). */
const DEPTH_MAX = 64

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const [OBJECT, OBJECT_END, ARRAY, ARRAY_END] = [0x7b, 0x7d, 0x5b, 0x5d]

/**
 * Whether JSON is nested no deeper than anybody needs, and names no field of an object twice: parsers take the first or
 * the last, so that what one of them checks another would not read (reliability V2). Looks at the bytes, once, without
 * building the value; whether they are JSON at all is the parser's to say.
 */
export function isPlainJson(json: Buffer): boolean {
  /** Names seen in each object that is open; undefined for an array. */
  const open: (Set<string> | undefined)[] = []
  let mayBeName = false
  for (let index = 0; index < json.length; index++) {
    switch (json[index]) {
      case QUOTE: {
        const end = endOfString(json, index)
        const names = open.at(-1)
        if (mayBeName && names) {
          const name = nameIn(json, index, end)
          if (names.has(name)) return false
          names.add(name)
        }
        mayBeName = false
        index = end
        break
      }
      case OBJECT:
      case ARRAY:
        if (open.push(json[index] === OBJECT ? new Set() : undefined) > DEPTH_MAX) return false
        mayBeName = json[index] === OBJECT
        break
      case OBJECT_END:
      case ARRAY_END:
        open.pop()
        break
      case COMMA:
        mayBeName = open.at(-1) !== undefined
        break
    }
  }
  return true
}

/** Where the string that begins here ends: at its closing quote, or at the end of the bytes. */
function endOfString(json: Buffer, start: number): number {
  for (let end = json.indexOf(QUOTE, start + 1); end !== -1; end = json.indexOf(QUOTE, end + 1)) {
    let escapes = end
    while (json[escapes - 1] === BACKSLASH) escapes -= 1
    if ((end - escapes) % 2 === 0) return end
  }
  return json.length
}

/** A name as the parser understands it: `"\u0061"` is `"a"`. */
function nameIn(json: Buffer, start: number, end: number): string {
  const text = json.toString('utf8', start + 1, end)
  if (!text.includes('\\')) return text
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return text
  }
}
