import type { Migration } from '@one-hcm/platform/postgres/migrate'
import type pg from 'pg'

export type SeegAgent = { matricule: number; nom: string; prenom: string; fixedTerm?: boolean }

/** The company's staff directory: who may sign up as internal (recruitment §2.3). */
export type AgentDirectory = {
  find(matricule: number): Promise<{ fixedTerm: boolean } | undefined>
  /**
   * One import at a time, in whatever process: rows and event of two at once would tell of different files. `busy` when
   * another is under way; the one that dies lets go.
   */
  alone<T>(work: () => Promise<T>): Promise<T | 'busy'>
  /** Adds agents and corrects the names of known ones; nobody is removed. */
  importAgents(agents: readonly SeegAgent[]): Promise<number>
}

export const agentDirectoryMigrations: readonly Migration[] = [
  {
    name: '0022_seeg_agents',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('seeg_agents', (table) => {
        table.integer('matricule').primary()
        table.text('nom').notNullable()
        table.text('prenom').notNullable()
        table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(db.fn.now())
      })
    },
  },
  {
    name: '0025_fixed_term_agents',
    up: async (db) => {
      await db.schema.withSchema('hcm').alterTable('seeg_agents', (table) => {
        // People with a fixed-term contract may not sign up as internal (recruitment §2.3).
        table.boolean('fixed_term').notNullable().defaultTo(false)
      })
    },
  },
]

/** Any number, as long as nothing else takes it. */
const IMPORT_LOCK = 4_821_001

export const createAgentDirectory = (pool: pg.Pool): AgentDirectory => ({
  find: async (matricule) => {
    const { rows } = await pool.query<{ fixedTerm: boolean }>({
      name: 'agent-by-matricule',
      text: 'select fixed_term as "fixedTerm" from hcm.seeg_agents where matricule = $1',
      values: [matricule],
    })
    return rows[0]
  },
  alone: async (work) => {
    const db = await pool.connect()
    try {
      const { rows } = await db.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [IMPORT_LOCK])
      if (!rows[0]?.mine) return 'busy'
      try {
        return await work()
      } finally {
        await db.query('select pg_advisory_unlock($1)', [IMPORT_LOCK])
      }
    } finally {
      db.release()
    }
  },
  importAgents: async (agents) => {
    const distinct = [...new Map(agents.map((agent) => [agent.matricule, agent])).values()]
    const { rowCount } = await pool.query(
      `insert into hcm.seeg_agents (matricule, nom, prenom, fixed_term)
       select * from unnest($1::integer[], $2::text[], $3::text[], $4::boolean[])
       on conflict (matricule) do update set nom = excluded.nom, prenom = excluded.prenom,
         fixed_term = excluded.fixed_term`,
      [
        distinct.map(({ matricule }) => matricule),
        distinct.map(({ nom }) => nom),
        distinct.map(({ prenom }) => prenom),
        distinct.map(({ fixedTerm }) => fixedTerm ?? false),
      ],
    )
    return rowCount ?? 0
  },
})
