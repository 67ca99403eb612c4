import { de as first } from './de-first.ts';
import { de as rest } from './de-rest.ts';

export const de = { ...first, ...rest };
