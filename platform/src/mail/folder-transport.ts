import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MailTransport } from './mail.ts'
import { toMime } from './mime.ts'

/** Name of a message's file: what is in a message id is ours, and still nothing but these gets into a path. */
const fileOf = (messageId: string): string => `${messageId.replace(/@.*$/, '').replaceAll(/[^\w-]/g, '')}.eml`

/**
 * Puts messages into a folder, one file each, where no mail server is configured. A file is whole or not there, survives a
 * crash of the machine, and a repeat writes the same file: no message can be there twice.
 */
export const createFolderTransport = (folder: string): MailTransport => ({
  name: `folder ${folder}`,
  deliver: async (mail) => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const bytes = await toMime(mail)
      const path = join(folder, fileOf(mail.messageId))
      const unfinished = `${path}.${process.pid}.part`
      const file = await open(unfinished, 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(unfinished, path).catch(async (error: unknown) => {
        await rm(unfinished, { force: true })
        throw error
      })
      const directory = await open(folder, 'r')
      await directory.sync().finally(() => directory.close())
      return { outcome: 'accepted', copiesRefused: 0 }
    } catch {
      return { outcome: 'failed', errorCode: 'folder', isPermanent: false }
    }
  },
})
