import { matching, type Decoder } from '../schema.ts';

const isCode = (value: unknown): value is string =>
	typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(value);

/** A code: lower-case letters, digits and hyphens, 1 to 40 of them. */
export const code: Decoder<string> = matching(isCode, 'must be a code');
