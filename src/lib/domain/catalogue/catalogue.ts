import type { Json } from '../json.ts';
import { APPROVAL_STATUS, BUILT_IN } from './built-in.ts';
import { decodeDefinition } from './definition.decode.ts';
import type { CatalogueName, DefinitionOf } from './definitions.ts';

/** An entry with its code. */
export type Entry<C extends CatalogueName> = DefinitionOf<C> & { readonly code: string };

/** What the keys of entries begin with, in the cells of an organisation and in `workspace.<org>`. */
export const ENTRY_PREFIX = 'entry/';

/** The key of an entry. */
export const entryKey = (catalogue: CatalogueName, code: string): string =>
	`${ENTRY_PREFIX}${catalogue}/${code}`;

type Table<C extends CatalogueName> = ReadonlyMap<string, Entry<C>>;
type Tables = { readonly [C in CatalogueName]: Table<C> };

/**
 * What an organisation's administrators have defined, on top of what is built in. What does not fit
 * its catalogue (any more) is left out.
 */
export class Catalogue {
	readonly #tables: Tables;

	/** `stored` are the definitions by `entryKey`; other keys are passed over. */
	constructor(stored: Iterable<readonly [key: string, value: Json]>) {
		const values = [...stored];
		this.#tables = {
			status: proposing(readTable('status', values)),
			priority: readTable('priority', values),
			type: readTable('type', values),
			section: readTable('section', values),
			category: readTable('category', values),
			tag: readTable('tag', values),
			field: readTable('field', values),
			calendar: readTable('calendar', values),
			target: readTable('target', values),
			template: readTable('template', values),
			macro: readTable('macro', values),
			rule: readTable('rule', values),
			view: readTable('view', values),
			checklist: readTable('checklist', values),
			part: readTable('part', values),
			region: readTable('region', values),
			unit: readTable('unit', values),
			event: readTable('event', values)
		};
	}

	/** One entry, archived ones included. */
	find<C extends CatalogueName>(catalogue: C, code: string): Entry<C> | undefined {
		return this.#tables[catalogue].get(code);
	}

	/** All entries in their order, archived ones included. */
	all<C extends CatalogueName>(catalogue: C): Entry<C>[] {
		return [...this.#tables[catalogue].values()];
	}

	/** The entries that can be chosen, in their order. */
	current<C extends CatalogueName>(catalogue: C): Entry<C>[] {
		return this.all(catalogue).filter(({ archived }) => !archived);
	}
}

function readTable<C extends CatalogueName>(
	catalogue: C,
	stored: readonly (readonly [string, Json])[]
): Table<C> {
	const entries = new Map<string, Entry<C>>();
	for (const [code, definition] of Object.entries<DefinitionOf<C>>(BUILT_IN[catalogue]))
		entries.set(code, { ...definition, code });
	const prefix = `${ENTRY_PREFIX}${catalogue}/`;
	for (const [key, value] of stored) {
		if (!key.startsWith(prefix)) continue;
		const decoded = decodeDefinition(catalogue, value);
		const code = key.slice(prefix.length);
		if (decoded.ok) entries.set(code, { ...decoded.value, code });
	}
	return new Map([...entries].sort(([, a], [, b]) => inOrder(a, b)));
}

/** Who asks for approval says what was done: that is what is approved, whatever was defined. */
function proposing(statuses: Table<'status'>): Table<'status'> {
	const known = statuses.get(APPROVAL_STATUS);
	if (known === undefined || known.requires === 'resolution') return statuses;
	return new Map([...statuses, [APPROVAL_STATUS, { ...known, requires: 'resolution' }]]);
}

interface Ordered {
	readonly order: number;
	readonly code: string;
}

function inOrder(a: Ordered, b: Ordered): number {
	return a.order - b.order || (a.code < b.code ? -1 : 1);
}
