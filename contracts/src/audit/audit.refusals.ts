import { defineRefusals } from '../kernel/refusal.ts'

export const auditRefusals = defineRefusals({})
