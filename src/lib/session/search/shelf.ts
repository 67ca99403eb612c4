import { untrack } from 'svelte';
import type { Desk } from '../desk.ts';
import type { ShelvedArticle } from '../desk/knowledge.ts';

/** An article that was found on this device; `isGuess` when only by forgiving a slip. */
export interface FoundShelved {
	readonly article: ShelvedArticle;
	readonly isGuess: boolean;
}

/** What the worker of each desk knows of the articles. */
const told = new WeakMap<Desk, ReadonlyMap<string, ShelvedArticle>>();

/** The articles on this device that say these words, the best first; no archived ones. */
export async function findShelved(desk: Desk, words: string): Promise<readonly FoundShelved[]> {
	const shelf = untrack(() => desk.knowledge.articles);
	tell(desk, shelf);
	const found = await desk.search.findArticles(words);
	return found.flatMap(({ article: id, isGuess }) => {
		const article = shelf.get(id);
		return article === undefined ? [] : [{ article, isGuess }];
	});
}

function tell(desk: Desk, shelf: ReadonlyMap<string, ShelvedArticle>): void {
	const before = told.get(desk) ?? new Map<string, ShelvedArticle>();
	if (before === shelf) return;
	told.set(desk, shelf);
	const isKept = (id: string) => (shelf.get(id)?.stage ?? 'archived') !== 'archived';
	const fresh = [...shelf.values()].filter(({ id }) => isKept(id) && !isSame(before.get(id), id));
	const gone = [...before.keys()].filter((id) => !isKept(id));
	const articles = fresh.map(({ id, title, tags, body }) => ({ id, title, tags, body }));
	if (articles.length + gone.length > 0) desk.search.articles(articles, gone);

	function isSame(old: ShelvedArticle | undefined, id: string): boolean {
		const now = shelf.get(id);
		return (
			old?.title === now?.title &&
			old?.body === now?.body &&
			old?.stage === now?.stage &&
			old?.tags.join() === now?.tags.join()
		);
	}
}
