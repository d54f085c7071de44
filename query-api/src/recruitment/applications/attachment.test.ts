import { expect, test } from '@jest/globals'
import { pdfAttachment } from './attachment.ts'

test.each([
  ['cv.pdf', `attachment; filename="cv.pdf"; filename*=UTF-8''cv.pdf`],
  ['CV Éléonore.pdf', `attachment; filename="CV Eleonore.pdf"; filename*=UTF-8''CV%20%C3%89l%C3%A9onore.pdf`],
  ['a"; x="\r\n.pdf', `attachment; filename="a__ x____.pdf"; filename*=UTF-8''a%22%3B%20x%3D%22%0D%0A.pdf`],
  ["l'œuvre (1)*.pdf", `attachment; filename="l__uvre (1)_.pdf"; filename*=UTF-8''l%27%C5%93uvre%20%281%29%2A.pdf`],
  ['\ud800.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`],
])('%j is offered under a name that cannot leave its header', (name, expected) => {
  expect(pdfAttachment(name)['Content-Disposition']).toBe(expected)
})
