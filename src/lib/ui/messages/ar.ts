import { ar as first } from './ar-first.ts';
import { ar as rest } from './ar-rest.ts';

export const ar = { ...first, ...rest };
