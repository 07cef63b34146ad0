import { expect, test } from 'vitest';
import { Offers } from './offers.ts';

test('an offer tells names, never places, and is known by its id alone', () => {
  const offers = new Offers();
  const offer = offers.add(['/home/coder/Downloads/icd10cm-2026.zip', '/']);
  expect(offer.names).toEqual(['icd10cm-2026.zip', '/']);
  expect(JSON.stringify(offer)).not.toContain('Downloads');
  expect(offers.pathsOf(offer.id)).toEqual(['/home/coder/Downloads/icd10cm-2026.zip', '/']);
  expect(() => offers.pathsOf('/home/coder/Downloads/icd10cm-2026.zip')).toThrow(/Choose them again/);
});

test('what came unasked waits until it is looked at; what was chosen does not', () => {
  const offers = new Offers();
  offers.add(['/chosen.zip']);
  expect(offers.waiting()).toBeNull();
  const dropped = offers.present(['/dropped.zip']);
  expect(offers.waiting()).toEqual(dropped);
  expect(offers.waiting()).toEqual(dropped);
  offers.pathsOf(dropped.id);
  expect(offers.waiting()).toBeNull();
});

test('old offers are forgotten', () => {
  const offers = new Offers();
  const first = offers.add(['/0']);
  for (let at = 1; at < 20; at += 1) offers.add([`/${at}`]);
  expect(() => offers.pathsOf(first.id)).toThrow(/no longer known/);
});
