import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { root } from './source-files.ts'

/** Tests that a page names, as `file` “title”, “title”; a title may leave out the beginning or the end. */
function namedTests(page: string): { file: string; title: string }[] {
  return [...page.matchAll(/`([\w./-]+\.ts)`((?:[,;]? ?“[^”]+”)+)/g)].flatMap(([, file, titles]) =>
    [...titles!.matchAll(/“([^”]+)”/g)].map(([, title]) => ({ file: file!, title: title! })),
  )
}

const missing = (tests: readonly { file: string; title: string }[]) =>
  tests.filter(({ file, title }) => {
    const path = join(root, file)
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(title)
  })

const guarantees = readFileSync(join(root, 'docs/guarantees.md'), 'utf8')

test('every promise names a test, and every test that is named is there', () => {
  const promises = guarantees.split('\n').filter((line) => /^\| \d+ \|/.test(line))
  expect(promises.length).toBeGreaterThan(20)
  expect(promises.filter((line) => namedTests(line).length === 0)).toEqual([])
  expect(missing(namedTests(guarantees))).toEqual([])
})

test('a test that is gone is noticed', () => {
  const page =
    '| 1 | something | `e2e/src/house/guarantees.test.ts` “a test that is gone is noticed”, “one that never was, truly” |'
  const never = ['one that never was', 'truly'].join(', ')
  expect(namedTests(page)).toHaveLength(2)
  expect(missing([...namedTests(page), { file: 'nowhere.test.ts', title: 'x' }]).map(({ file }) => file)).toEqual([
    'nowhere.test.ts',
  ])
  expect(missing([{ file: 'docs/guarantees.md', title: never }])).toHaveLength(1)
})

test('the pages for people lead to files that are there', () => {
  const guides = readdirSync(join(root, 'docs/guides')).map((file) => `docs/guides/${file}`)
  const pages = [
    'README.md',
    'docs/architecture.md',
    'docs/guarantees.md',
    'docs/glossary.md',
    'deploy/README.md',
    ...guides,
  ]
  const lost = pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => join(page, '..', link!))
    const paths = [...text.matchAll(/`((?:[a-z-]+\/src|docs|deploy|contracts)\/[\w./-]+\.\w+)`/g)].map(
      ([, path]) => path!,
    )
    return [...links, ...paths].filter((path) => !existsSync(join(root, path))).map((path) => `${page}: ${path}`)
  })
  expect(lost).toEqual([])
})
