import { describe, expect, it } from 'vitest';
import { Catalogue, entryKey } from '#lib/domain/catalogue/catalogue.ts';
import type { PersonId, TeamId } from '#lib/domain/ids.ts';
import { testId } from '#lib/domain/testing.ts';
import { chosenViews, keptViews, presetOf, presetQuery, PRESETS } from './presets.ts';
import { formatQuery, parseQuery } from './query.ts';

const me = testId(2, 1) as PersonId;
const scope = { team: testId(3, 1) as TeamId };
const place = { me, catalogue: new Catalogue([]) };

describe('the views that everybody has', () => {
	it('are told apart by their addresses, however they are sorted', () => {
		for (const preset of PRESETS) {
			const query = presetQuery(preset, scope, place);
			const read = parseQuery(new URLSearchParams(formatQuery(query)));
			expect(read).toEqual(query);
			expect(presetOf({ ...read, sort: 'due', descending: false, group: 'status' }, place)).toBe(
				preset
			);
		}
		const narrowed = { ...presetQuery('all', scope, place), text: 'printer' };
		expect(presetOf(narrowed, place)).toBeUndefined();
	});

	it('take what is pressing from the catalogue', () => {
		const fire = { names: { en: 'Fire' }, order: 50, archived: false, level: 9, color: 0 };
		const catalogue = new Catalogue([[entryKey('priority', 'fire'), fire]]);
		const { priority } = presetQuery('pressing', scope, { me, catalogue });
		expect(priority).toEqual(['high', 'urgent', 'fire']);
	});

	it('[CA15] take for waiting what is over when the requester writes', () => {
		const status = (endsOnReply: boolean) => ({
			...{ names: { en: 'Paused' }, order: 50, archived: false, endsOnReply },
			...{ class: 'paused', color: null, requires: null, visible: true }
		});
		const catalogue = new Catalogue([
			[entryKey('status', 'photos'), status(true)],
			[entryKey('status', 'supplier'), status(false)]
		]);
		expect(presetQuery('waiting', scope, { me, catalogue }).status).toEqual(['waiting', 'photos']);
	});
});

describe('the views a person chose', () => {
	it('are all of them at first, the unsolved ones first', () => {
		for (const odd of [undefined, null, 'x', [], { hidden: 7, first: 'moon' }])
			expect(chosenViews(odd)).toEqual({
				...{ shown: PRESETS, first: 'unsolved', hiddenMade: [], firstMade: null }
			});
	});

	it('are read as they were kept, and the first one is always there', () => {
		const made = { hiddenMade: [], firstMade: null };
		const chosen = { ...made, shown: ['mine', 'today'] as const, first: 'today' as const };
		expect(chosenViews(keptViews(chosen))).toEqual(chosen);
		expect(chosenViews(keptViews({ ...made, shown: ['mine'], first: 'all' })).shown).toEqual([
			'mine',
			'all'
		]);
	});

	it('are also those that somebody made, of which one may come before all', () => {
		const made = { hiddenMade: ['01a'], firstMade: 'night-shift' };
		const chosen = { ...made, shown: PRESETS, first: 'unsolved' as const };
		expect(chosenViews(keptViews(chosen))).toEqual(chosen);
		const hiddenMade = ['01a', 'night-shift'];
		expect(chosenViews(keptViews({ ...chosen, hiddenMade }))).toEqual(chosen);
	});
});
