/** Every error that the blob node answers, by the code that Azure gives it: status and sentence. */
export const blobErrors = {
  AuthenticationFailed: [403, 'The request is not signed with the key of this account.'],
  BlobAlreadyExists: [409, 'The blob already exists.'],
  BlobNotFound: [404, 'The blob does not exist.'],
  ConditionNotMet: [412, 'A condition of the request headers is not met.'],
  ContainerAlreadyExists: [409, 'The container already exists.'],
  ContainerNotFound: [404, 'The container does not exist.'],
  InternalError: [500, 'The request failed inside the server.'],
  InvalidMd5: [400, 'Content-MD5 is no MD5 in base64.'],
  InvalidQueryParameterValue: [400, 'A query parameter has a value that is not allowed.'],
  InvalidRange: [416, 'The range lies outside the blob.'],
  InvalidResourceName: [400, 'The name of the container or of the blob is not allowed.'],
  Md5Mismatch: [400, 'The content does not have the MD5 that was announced.'],
  MissingContentLengthHeader: [411, 'Content-Length is missing.'],
  NotImplemented: [501, 'This server implements only the operations that One HCM uses.'],
  RequestBodyTooLarge: [413, 'The blob is larger than one Put Blob may carry.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>

/** The code of an error answer. */
export type BlobErrorCode = keyof typeof blobErrors

/** Thrown where a request cannot be served; the server turns it into an answer. */
export interface BlobRefusal {
  refusal: BlobErrorCode
}

/** Makes a refusal to throw. */
export const refuse = (refusal: BlobErrorCode): BlobRefusal => ({ refusal })
