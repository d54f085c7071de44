export type Offered = {
  authorization?: string | undefined
  /** `Sec-WebSocket-Protocol`: browsers can put a token nowhere else. */
  protocols: readonly string[]
  token?: string | null
  ticket?: string | null
}

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/

/**
 * What a client proves itself with, and the protocol to answer with: one that was offered, or browsers give up. A name
 * beside the token (`bearer, <token>`) is preferred to the token itself.
 */
export function credentialsOf({ authorization, protocols, token, ticket }: Offered): {
  token: string | undefined
  ticket: string | undefined
  protocol: string | undefined
} {
  const offered = protocols.filter((protocol) => protocol !== '')
  const inProtocols = offered.find((protocol) => JWT.test(protocol))
  const inHeader = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  return {
    token: inHeader ?? inProtocols ?? token ?? undefined,
    ticket: ticket ?? undefined,
    protocol: offered.find((protocol) => !JWT.test(protocol)) ?? inProtocols,
  }
}
