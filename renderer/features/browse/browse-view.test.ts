import { expect, test } from 'vitest';
import { parseBrowseView } from './browse-view.ts';

test.each([
  [{}, {}],
  [
    { at: 4567, edition: 'Index' },
    { at: '4567', edition: 'Index' },
  ],
  [{ at: 'E11' }, {}],
  [
    { find: 'Fracture, traumatic', column: 3 },
    { find: 'Fracture, traumatic', column: 3 },
  ],
  [{ column: 6 }, {}],
  [{ column: '1' }, {}],
  [{ code: '0DTJ4ZZ0' }, { code: '0DTJ4ZZ' }],
  [{ code: 27 }, { code: '27' }],
  [{ at: '', find: ['x'], other: 1 }, {}],
])('%j', (search, view) => {
  expect(parseBrowseView(search)).toEqual(view);
});
