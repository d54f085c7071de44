import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { ReadDocument } from './read-documents.ts'

/** Documents that were checked, named after where they will lie, and what puts them there. */
export async function storableDocuments(store: DocumentStore, personId: string, read: readonly ReadDocument[]) {
  const files = await Promise.all(
    read.map(async ({ bytes, ...document }) => {
      const file = { personId, documentId: document.document_id, bytes }
      return { file, document: { ...document, storage_key: await store.keyFor(file) } }
    }),
  )
  return {
    documents: files.map(({ document }) => document),
    /** No event may name a document that is not durable first (design §1). */
    store: async () => {
      await Promise.all(files.map(({ file }) => store.put(file)))
    },
  }
}
