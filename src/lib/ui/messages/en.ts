import { en as first } from './en-first.ts';
import { en as rest } from './en-rest.ts';

export const en = { ...first, ...rest };
