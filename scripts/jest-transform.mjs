import { stripTypeScriptTypes } from 'node:module'

/** Jest runs what Node would run: types blanked out in place, so that lines and columns stay true. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
}
