import type { Migration } from '@one-hcm/platform/postgres/migrate'
import type pg from 'pg'

export type SeegAgent = { matricule: number; nom: string; prenom: string }

/** The company's staff directory: who may sign up as internal (recruitment §2.3). */
export type AgentDirectory = {
  knows(matricule: number): Promise<boolean>
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
]

export const createAgentDirectory = (pool: pg.Pool): AgentDirectory => ({
  knows: async (matricule) => {
    const { rowCount } = await pool.query({
      name: 'agent-known',
      text: 'select 1 from hcm.seeg_agents where matricule = $1',
      values: [matricule],
    })
    return rowCount === 1
  },
  importAgents: async (agents) => {
    const distinct = [...new Map(agents.map((agent) => [agent.matricule, agent])).values()]
    const { rowCount } = await pool.query(
      `insert into hcm.seeg_agents (matricule, nom, prenom)
       select * from unnest($1::integer[], $2::text[], $3::text[])
       on conflict (matricule) do update set nom = excluded.nom, prenom = excluded.prenom`,
      [
        distinct.map(({ matricule }) => matricule),
        distinct.map(({ nom }) => nom),
        distinct.map(({ prenom }) => prenom),
      ],
    )
    return rowCount ?? 0
  },
})
