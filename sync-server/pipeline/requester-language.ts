import { LANGUAGE_TAG } from '#lib/domain/catalogue/names.ts';
import { cellValue } from '#lib/domain/crdt/cells.ts';
import type { EntityRef, PersonId } from '#lib/domain/ids.ts';
import { askedBy } from '#lib/domain/ticket/ticket.ts';
import type { World } from './world.ts';

/** Under which a person keeps, as a preference, the language they use the portal in. */
export const LANGUAGE = 'language';

/** The language that somebody used the portal in last; empty where nobody knows it. */
export function languageOf({ entities }: World, person: PersonId | string): string {
	const language = cellValue(entities.get(`user.${person}`).head, `prefs/${LANGUAGE}`);
	return typeof language === 'string' && LANGUAGE_TAG.test(language) ? language : '';
}

/** The language of whoever asked for what a ticket is about. */
export function requesterLanguage(world: World, target: EntityRef): string {
	const person = askedBy(world.entities.get(target).head);
	return person === null ? '' : languageOf(world, person);
}
