import { describe, expect, test } from 'vitest';
import { deniedPlaces } from './denials.ts';

describe('what a title denies', () => {
  test.each([
    ['asthma with exacerbation', ''],
    ['chills without fever', 'fever'],
    ['reflux disease with esophagitis without bleeding', 'bleeding'],
    ['reflux disease without bleeding with esophagitis', 'bleeding with'],
    ['migraine without aura intractable without status migrainosus', 'aura status migrainosus'],
    ['epilepsy not intractable with status epilepticus', 'intractable with'],
    ['non pressure ulcer', 'pressure'],
    ['respiratory failure unspecified whether with hypoxia or hypercapnia', 'with hypoxia or hypercapnia'],
    ['burn with or without infection', 'infection'],
    ['retinopathy without macular edema left eye', 'macular edema'],
    ['diabetes without complications in remission', 'complications'],
  ])('%s: %s', (title, denied) => {
    const words = title.split(' ');
    const places = deniedPlaces(words);
    expect(words.filter((_word, place) => places[place]).join(' ')).toBe(denied);
  });
});
