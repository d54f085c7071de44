/** The header of a compact JWT, undefined when it is none. Nothing in it is trusted before the signature holds. */
export function decodeProtectedHeader(token: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as Record<string, unknown>
  } catch {
    return undefined
  }
}
