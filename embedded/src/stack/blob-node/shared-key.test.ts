import { createHmac } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { isSigned, signature } from './shared-key.ts'

const account = { name: 'onehcm', key: Buffer.from('a key').toString('base64') }
const hmac = (text: string) => createHmac('sha256', 'a key').update(text).digest('base64')

test('signs method, headers in their order, own headers sorted without hyphens, path and sorted parameters', () => {
  const headers = {
    'content-length': '12',
    'content-type': 'application/pdf',
    'if-none-match': '*',
    'x-ms-meta-b': '2',
    'x-ms-meta_a': 'underscore first',
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-date': 'Fri, 02 Jan 2026 03:04:05 GMT',
    'user-agent': 'not signed',
  }
  const url = '/onehcm/docs/a%20b?timeout=30&comp=list&prefix=x%2Fy'
  const expected = [
    'PUT\n\n\n12\n\napplication/pdf\n\n\n\n*\n\n',
    'x-ms-blob-type:BlockBlob\nx-ms-date:Fri, 02 Jan 2026 03:04:05 GMT\nx-ms-meta_a:underscore first\nx-ms-meta-b:2',
    '/onehcm/onehcm/docs/a%20b\ncomp:list\nprefix:x/y\ntimeout:30',
  ].join('\n')
  expect(signature({ method: 'PUT', url, headers }, account)).toBe(hmac(expected))
})

test('a length of zero is signed as none', () => {
  const request = { method: 'PUT', url: '/onehcm/docs?restype=container', headers: {} }
  const withLength = { ...request, headers: { 'content-length': '0' } }
  expect(signature(withLength, account)).toBe(signature(request, account))
})

test('only the exact signature passes', () => {
  const request = { method: 'GET', url: '/onehcm/docs/a?bad=%', headers: {} }
  const authorization = `SharedKey onehcm:${signature(request, account)}`
  expect(isSigned({ ...request, headers: { authorization } }, account)).toBe(true)
  expect(isSigned({ ...request, url: '/onehcm/docs/b', headers: { authorization } }, account)).toBe(false)
  expect(isSigned({ ...request, headers: { authorization: 'SharedKey onehcm:' } }, account)).toBe(false)
  expect(isSigned(request, account)).toBe(false)
})
