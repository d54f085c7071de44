/**
 * The yardstick: job offers as an ordinary Express and PostgreSQL application keeps them, with the same HTTP work as
 * ours (token, validation, JSON) and none of the promises: no history to replay, no relay, no idempotency. A write is
 * three rows in one transaction: the offer, its questions, its change log. `node express-crud.ts PORT` with
 * DATABASE_URL, SECRET_KEY.
 */
import { createSecretKey, randomUUID } from 'node:crypto'
import express from 'express'
import jwt from 'jsonwebtoken'
import pg from 'pg'
import { z } from 'zod'

const key = createSecretKey(Buffer.from(process.env.SECRET_KEY!))
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 })
pool.on('error', () => {})

await pool.query(`
  create table if not exists offers (id uuid primary key, recruiter_id uuid not null, title text not null,
    description text, location text, contract_type text, status text not null, created_at timestamptz not null default now(), body jsonb not null);
  create index if not exists offers_created on offers (status, created_at desc, id desc);
  create table if not exists questions (offer_id uuid primary key references offers, body jsonb not null);
  create table if not exists changes (id uuid primary key, offer_id uuid not null, by_id uuid not null, at timestamptz not null default now(), body jsonb not null)`)

const offerSchema = z.object({
  title: z.string().min(5).max(200),
  description: z.string().min(20),
  location: z.string(),
  contract_type: z.string(),
  requirements: z.array(z.string()).optional(),
  responsibilities: z.array(z.string()).optional(),
  questions_mtp: z.record(z.string(), z.array(z.string())).optional(),
})

const app = express()
app.use(express.json())
app.use((request, response, next) => {
  try {
    const token = (request.headers.authorization ?? '').slice('Bearer '.length)
    response.locals.user = jwt.verify(token, key, {
      algorithms: ['HS256'],
      issuer: 'seeg-api',
      audience: 'seeg-clients',
    })
    next()
  } catch {
    response.status(401).json({ detail: 'Could not validate credentials' })
  }
})

app.post('/api/v1/jobs', async (request, response) => {
  const parsed = offerSchema.safeParse(request.body)
  if (!parsed.success) return void response.status(422).json({ detail: parsed.error.issues })
  const offer = parsed.data
  const id = randomUUID()
  const by = (response.locals.user as { sub: string }).sub
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query(
      `insert into offers (id, recruiter_id, title, description, location, contract_type, status, body)
       values ($1, $2, $3, $4, $5, $6, 'active', $7) returning *`,
      [id, by, offer.title, offer.description, offer.location, offer.contract_type, JSON.stringify(offer)],
    )
    await client.query('insert into questions (offer_id, body) values ($1, $2)', [
      id,
      JSON.stringify(offer.questions_mtp ?? {}),
    ])
    await client.query('insert into changes (id, offer_id, by_id, body) values ($1, $2, $3, $4)', [
      randomUUID(),
      id,
      by,
      JSON.stringify(offer),
    ])
    await client.query('commit')
    response.status(201).json(rows[0])
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
})

app.get('/api/v1/jobs/:id', async (request, response) => {
  const { rows } = await pool.query(
    'select o.*, q.body as questions from offers o left join questions q on q.offer_id = o.id where o.id = $1',
    [request.params.id],
  )
  if (!rows[0]) return void response.status(404).json({ detail: 'Not found' })
  response.json(rows[0])
})

app.get('/api/v1/jobs', async (request, response) => {
  const limit = Math.min(Number(request.query.limit ?? 20), 100)
  const [page, total] = await Promise.all([
    pool.query("select * from offers where status = 'active' order by created_at desc, id desc limit $1", [limit]),
    pool.query("select count(*) from offers where status = 'active'"),
  ])
  response.setHeader('X-Total-Count', total.rows[0].count)
  response.json(page.rows)
})

app.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'))
