/** A message's Message-ID: the same at every attempt, so that whoever gets it twice can tell. */
export const messageIdOf = (emailId: string, senderAddress: string): string =>
  `<${emailId}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`
