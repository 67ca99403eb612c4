import type { Language } from '../language.ts';
import { ARABIC } from './ar.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import { GERMAN } from './de.ts';
import { JAPANESE } from './ja.ts';
import { PORTUGUESE } from './pt.ts';
import { SPANISH } from './es.ts';
import { TURKISH } from './tr.ts';

/** The languages of demo customers; their shares add up to a hundred. */
export const LANGUAGES: readonly Language[] = [
	ENGLISH,
	GERMAN,
	ARABIC,
	FRENCH,
	SPANISH,
	JAPANESE,
	PORTUGUESE,
	TURKISH
];
