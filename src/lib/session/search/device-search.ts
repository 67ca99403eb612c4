import { databaseName, deleteDatabase } from '#lib/sync/databases.ts';
import type { Device } from '#lib/sync/device.ts';
import { Listeners } from '#lib/sync/listeners.ts';
import { REPORT_DATABASE, SEARCH_DATABASE } from '#lib/sync/search-database.ts';
import type { FoundArticle } from '#lib/domain/knowledge/article-search.ts';
import { ownProgram } from '../own-program.decode.ts';
import program from './worker.ts?worker&url';
import type { ArticleText, Found, FromWorker, Question, RowText, ToWorker } from './messages.ts';

/** Searches in a worker, so that typing never waits for it. Nothing of it needs the network. */
export class DeviceSearch {
	readonly #device: string;
	readonly #waiting = new Map<number, (found: readonly Found[]) => void>();
	readonly #waitingArticles = new Map<number, (found: readonly FoundArticle<string>[]) => void>();
	readonly #news = new Listeners();
	#worker: Worker | undefined;
	#asked = 0;

	/** Whoever shows an answer asks again: there may be another one. */
	readonly onNews = this.#news.add;

	constructor(device: string) {
		this.#device = device;
	}

	/** Begins to look through what lies on this device; no harm when it has. */
	start(): void {
		if (this.#worker !== undefined) return;
		this.#worker = new Worker(ownProgram(program), { type: 'module' });
		this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
			if (data.type === 'news') return this.#news.emit();
			if (data.type === 'answer') this.#waiting.get(data.ask)?.(data.found);
			else this.#waitingArticles.get(data.ask)?.(data.found);
			this.#waiting.delete(data.ask);
			this.#waitingArticles.delete(data.ask);
		};
		// Without its worker a search finds nothing, and everything else goes on.
		this.#worker.onerror = () => this.#answerAll();
		this.#tell({ type: 'open', device: this.#device });
	}

	/** Rows that are new or have changed, and ids of those that went. */
	rows(rows: readonly RowText[], gone: readonly string[] = []): void {
		this.#tell({ type: 'rows', rows, gone });
	}

	/** Articles that are new or have changed, and ids of those that went. */
	articles(articles: readonly ArticleText[], gone: readonly string[]): void {
		this.start();
		this.#tell({ type: 'articles', articles, gone });
	}

	/** The ids of the articles that say these words, the best first. */
	findArticles(words: string): Promise<readonly FoundArticle<string>[]> {
		this.start();
		const ask = (this.#asked += 1);
		return new Promise((resolve) => {
			this.#waitingArticles.set(ask, resolve);
			this.#tell({ type: 'ask-articles', ask, words });
		});
	}

	/** A document was taken from this device: nothing of it is found any more. */
	erase(name: string): void {
		if (name.startsWith('ticket.')) this.#tell({ type: 'erase', name });
	}

	find(question: Question, limit: number): Promise<readonly Found[]> {
		this.start();
		const ask = (this.#asked += 1);
		return new Promise((resolve) => {
			this.#waiting.set(ask, resolve);
			this.#tell({ type: 'ask', ask, question, limit });
		});
	}

	stop(): void {
		this.#worker?.terminate();
		this.#worker = undefined;
		this.#answerAll();
	}

	#tell(message: ToWorker): void {
		this.#worker?.postMessage(message);
	}

	#answerAll(): void {
		for (const answer of this.#waiting.values()) answer([]);
		this.#waiting.clear();
		for (const answer of this.#waitingArticles.values()) answer([]);
		this.#waitingArticles.clear();
	}
}

/** What was made from documents goes with them, also when unsent changes stay. */
export async function eraseMade({ id, environment }: Device): Promise<void> {
	for (const made of [SEARCH_DATABASE, REPORT_DATABASE])
		await deleteDatabase(environment.indexedDb, databaseName(id, made)).catch(() => undefined);
}
