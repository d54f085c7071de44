import { DRAFTS_TABLE } from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import type { Migration } from '@one-hcm/platform/postgres/migrate'
import { sealedRowsTableSql } from '@one-hcm/platform/privacy/sealed-rows'

/** Drafts of applications: not in the log, sealed with their candidate's key (design §3). */
export const draftMigrations: readonly Migration[] = [
  {
    name: '0030_application_drafts',
    up: async (db) => {
      for (const sql of sealedRowsTableSql(DRAFTS_TABLE)) await db.raw(sql)
    },
  },
]
