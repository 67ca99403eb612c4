import { code } from '../catalogue/code.ts';
import { isLanguageTag } from '../catalogue/names.ts';
import { matching, nullable, text } from '../schema.ts';

/** What the staff says of somebody who asks, besides notes and tags. */
export const CONTACT_FIELDS = {
	phone: nullable(text(1, 60)),
	language: nullable(matching(isLanguageTag, 'must be a language')),
	unit: nullable(code)
} as const;
