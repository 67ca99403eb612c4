import type { Action, ActionGroup, Actions, SearchHit, SearchProvider } from './actions.svelte.ts';
import { t } from './messages.svelte.ts';
import { filterOptions } from './picker.ts';

export interface FoundGroup {
	readonly provider: SearchProvider;
	readonly hits: readonly SearchHit[];
}

const hitsPerProvider = 6;
/** What is done to what is open comes first; moving about in a list is quicker by its keys. */
const order: readonly ActionGroup[] = ['ticket', 'write', 'go', 'general', 'list'];

/** What the command palette shows for what was typed: actions at once, objects as they are found. */
export class PaletteSearch {
	#actions: Actions;
	#query = $state('');
	#found = $state.raw<readonly FoundGroup[]>([]);
	#asked = 0;

	constructor(actions: Actions) {
		this.#actions = actions;
	}

	get query(): string {
		return this.#query;
	}

	set query(next: string) {
		this.#query = next;
		void this.#search(next.trim());
	}

	get actions(): readonly Action[] {
		const available = this.#actions.all.filter((action) => this.#actions.isAvailable(action));
		const offered = order.flatMap((group) => available.filter((one) => one.group === group));
		const options = offered.map((action) => ({ value: action.id, label: t(action.label), action }));
		return filterOptions(options, this.#query).map((option) => option.action);
	}

	get found(): readonly FoundGroup[] {
		return this.#found;
	}

	/** Somebody is about to search: what that needs is made ready while they type. */
	prepare(): void {
		for (const provider of this.#actions.providers) provider.prepare?.();
	}

	/** Each answer is shown when it comes; those to an earlier query are dropped. */
	async #search(query: string): Promise<void> {
		const asked = ++this.#asked;
		if (query === '') {
			this.#found = [];
			return;
		}
		// What was found by fewer letters stays until there is an answer to these.
		const groups = this.#actions.providers.map(
			(provider): FoundGroup =>
				this.#found.find((group) => group.provider === provider) ?? { provider, hits: [] }
		);
		await Promise.all(
			groups.map(async ({ provider }, index) => {
				const hits = await hitsOf(provider, query).catch(() => []);
				if (asked !== this.#asked) return;
				groups[index] = { provider, hits };
				this.#found = groups.filter((group) => group.hits.length > 0);
			})
		);
	}
}

async function hitsOf(provider: SearchProvider, query: string): Promise<readonly SearchHit[]> {
	return await provider.search(query, hitsPerProvider);
}
