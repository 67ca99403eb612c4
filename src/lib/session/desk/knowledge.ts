import { readArticles, type ArticleRecord } from '#lib/documents/knowledge-doc.ts';
import { readArticle, type Article } from '#lib/domain/knowledge/article.ts';
import { Cached } from '#lib/reactive/cached.ts';
import { overlayCells } from '#lib/sync/overlay.ts';
import type { Replica } from '#lib/sync/replica.ts';
import { onMine, onRoots } from './listening.ts';
import type { Pending } from './pending.ts';

/** An article with its id, my unsettled changes on top. */
export interface ShelvedArticle extends Article {
	readonly id: string;
}

/** The articles of the organisation, all of them on this device. */
export class Knowledge {
	readonly #replica: Replica;
	readonly #records: Cached<ReadonlyMap<string, ArticleRecord>>;
	readonly #articles: Cached<ReadonlyMap<string, ShelvedArticle>>;
	readonly #isHere: Cached<boolean>;

	constructor(replica: Replica, pending: Pending) {
		this.#replica = replica;
		const given = [onRoots(replica, 'articles'), replica.onState];
		this.#records = new Cached(
			() => (replica.doc === undefined ? new Map() : readArticles(replica.doc)),
			...given
		);
		const mine = onMine(pending, 'article.');
		this.#articles = new Cached(() => this.#read(pending), ...given, mine);
		this.#isHere = new Cached(() => replica.doc !== undefined, ...given);
	}

	/** All articles by id, drafts and archived ones included; reactive. */
	get articles(): ReadonlyMap<string, ShelvedArticle> {
		return this.#articles.value;
	}

	/** Whether this device has them; reactive. */
	get isHere(): boolean {
		return this.#isHere.value;
	}

	/** An article as the server wrote it. */
	record(id: string): ArticleRecord | undefined {
		return this.#records.value.get(id);
	}

	stop(): void {
		for (const cached of [this.#records, this.#articles, this.#isHere]) cached.stop();
	}

	#read(pending: Pending): Map<string, ShelvedArticle> {
		const records = this.#records.value;
		const targets = [...pending.mine.targets()].filter((target) => target.startsWith(PREFIX));
		const ids = new Set([
			...records.keys(),
			...targets.map((target) => target.slice(PREFIX.length))
		]);
		const articles = new Map<string, ShelvedArticle>();
		for (const id of ids) {
			const mine = pending.toShow(PREFIX + id, this.#replica).map(({ change }) => change);
			const article = readArticle(overlayCells(records.get(id)?.cells ?? {}, mine));
			if (article !== undefined) articles.set(id, { ...article, id });
		}
		return articles;
	}
}

const PREFIX = 'article.';
