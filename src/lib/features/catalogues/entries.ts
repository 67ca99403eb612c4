import { must } from '#lib/domain/assert.ts';
import { entryOf, type EntryDefinition } from '#lib/domain/catalogue/entry.decode.ts';
import type { CatalogueName, DefinitionOf } from '#lib/domain/catalogue/definitions.ts';
import { tagCode } from '#lib/domain/catalogue/tags.ts';
import type { TeamId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { durationWords } from './minutes.ts';
import { idleWords } from './rivals.ts';
import { namesOf, teamsOfUnit, unitsOfRegion } from './placed.ts';

const OFFICE = [{ from: 540, to: 1020 }];
const WEEK = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []];

/** What a new entry says until somebody says otherwise. */
const FRESH: {
	readonly [C in CatalogueName]: Omit<DefinitionOf<C>, 'names' | 'order' | 'archived'>;
} = {
	status: { class: 'open', color: null, requires: null, visible: true },
	priority: { level: 2, color: 5 },
	type: { hint: {}, approval: false },
	section: {},
	category: { section: null, parent: null },
	tag: {},
	field: { kind: 'text', options: [], teams: [], types: [], required: false },
	calendar: {
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
		week: WEEK,
		holidays: []
	},
	target: {
		priority: null,
		category: null,
		team: null,
		calendar: null,
		firstResponse: 60,
		nextResponse: null,
		resolution: 1440,
		warnAt: 75
	},
	template: { team: null, texts: {} },
	macro: { team: null, steps: [] },
	rule: {
		on: true,
		when: { on: 'created', value: 'anybody' },
		query: '',
		actions: [],
		stop: false
	},
	view: { team: null, query: '', layout: 'list' },
	checklist: { types: [], items: [] },
	part: { number: '' },
	region: {},
	unit: { region: null, calendar: null, networks: [] },
	event: { on: true, texts: {} }
};

/** A new entry at the end of its catalogue, not defined yet. */
export function newEntry(desk: Desk, catalogue: CatalogueName): EntryDefinition {
	const last = desk.catalogue.all(catalogue).at(-1)?.order ?? 0;
	const value = { ...FRESH[catalogue], names: {}, order: last + 10, archived: false };
	return definition(catalogue, desk.newId(), value);
}

/** A new entry under the code that it is to be known by. */
export function codedEntry({ catalogue }: Desk, entry: EntryDefinition): EntryDefinition {
	if (entry.catalogue !== 'tag') return entry;
	return { ...entry, code: tagCode(catalogue, entry.value.names) ?? entry.code };
}

/** An entry as a change defines it. */
export function definition(catalogue: CatalogueName, code: string, value: object): EntryDefinition {
	const decoded = entryOf({ catalogue, code, value });
	return must(decoded.ok ? decoded.value : undefined, 'an entry fits its catalogue');
}

/** The entries that change their place when one is moved past its neighbour. */
export function moved<E extends { readonly code: string; readonly order: number }>(
	entries: readonly E[],
	code: string,
	by: -1 | 1
): E[] {
	const from = entries.findIndex((entry) => entry.code === code);
	const [one, other] = [entries[from], entries[from + by]];
	if (one === undefined || other === undefined) return [];
	if (one.order !== other.order)
		return [
			{ ...one, order: other.order },
			{ ...other, order: one.order }
		];
	// Entries of equal order stand by their codes: all get places of their own.
	const placed = entries.toSpliced(from, 1).toSpliced(from + by, 0, one);
	return placed.map((entry, index) => ({ ...entry, order: (index + 1) * 10 }));
}

/** What tells an entry from others, in a few words. */
export function detailOf(desk: Desk, catalogue: CatalogueName, code: string): string {
	const { catalogue: all } = desk;
	switch (catalogue) {
		case 'status': {
			const status = all.find('status', code);
			return status === undefined ? '' : t(`catalogues.class.${status.class}`);
		}
		case 'category':
			return parentName(desk, code);
		case 'field':
			return kindName(desk, code);
		case 'calendar':
			return all.find('calendar', code)?.timeZone ?? '';
		case 'target':
			return timesOf(desk, code);
		case 'template':
		case 'macro':
		case 'view':
			return teamName(desk, all.find(catalogue, code)?.team);
		case 'rule':
			return ruleDetail(desk, code);
		case 'region':
			return namesOf(unitsOfRegion(desk, code));
		case 'unit':
			return unitDetail(desk, code);
		case 'event':
			return offDetail(desk, code);
		default:
			return '';
	}
}

/** Where it lies, and its teams. */
function unitDetail(desk: Desk, code: string): string {
	const region = desk.catalogue.find('unit', code)?.region ?? null;
	const place = region === null ? [] : [codeName(desk.catalogue, 'region', region)];
	return [...place, namesOf(teamsOfUnit(desk, code))].filter(Boolean).join(' · ');
}

function parentName({ catalogue }: Desk, code: string): string {
	const parent = catalogue.find('category', code)?.parent;
	return parent ? codeName(catalogue, 'category', parent) : '';
}

function kindName({ catalogue }: Desk, code: string): string {
	const field = catalogue.find('field', code);
	return field === undefined ? '' : t(`catalogues.kind.${field.kind}`);
}

function timesOf(desk: Desk, code: string): string {
	const target = desk.catalogue.find('target', code);
	const times = [target?.firstResponse, target?.resolution]
		.map((minutes) => (minutes ? durationWords(minutes) : '–'))
		.join(' · ');
	const idle = target && idleWords(desk, target);
	return idle === undefined ? times : `${times} · ${idle}`;
}

function offDetail(desk: Desk, code: string): string {
	return desk.catalogue.find('event', code)?.on === true ? '' : t('rules.off');
}

function ruleDetail(desk: Desk, code: string): string {
	const rule = desk.catalogue.find('rule', code);
	if (rule === undefined) return '';
	return rule.on ? t(`rules.trigger.${rule.when.on}`) : t('rules.off');
}

function teamName(desk: Desk, team: TeamId | null | undefined): string {
	if (team === null || team === undefined) return t('catalogues.everyTeam');
	return desk.teams.get(team)?.name ?? '';
}
