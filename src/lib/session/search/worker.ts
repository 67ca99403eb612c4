import { ArticleIndex } from './article-index.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { StoredTexts } from './stored-texts.ts';
import { TextIndex } from './text-index.ts';

/** Between two looks at what has changed on this device while nobody asks. */
const LOOK_EVERY_MS = 30_000;
/** After a question; the next letter is one again, and must not wait for hundreds of documents. */
const LOOK_AFTER_MS = 500;
/** Between an answer and the news that it may be another one, however much changes. */
const NEWS_AFTER_MS = 1_000;
/** How long a search waits for the first look to end. */
const PATIENCE_MS = 80;

const index = new TextIndex();
const articles = new ArticleIndex();
let texts: StoredTexts | undefined;
let looking: Promise<void> | undefined;
let opened: Promise<void> = Promise.resolve();
let hasLooked = false;
let next: ReturnType<typeof setTimeout> | undefined;
/** Whether somebody has an answer that could be out of date. */
let hasAnswered = false;

/** Looks once at a time; what cannot be looked at is found by its row. */
function look(): void {
	clearTimeout(next);
	next = setTimeout(look, LOOK_EVERY_MS);
	looking ??= (texts?.refresh() ?? Promise.resolve(false))
		.then((isNew) => void (isNew && tellNews()))
		.catch(() => undefined)
		.finally(() => {
			looking = undefined;
			hasLooked = true;
		});
}

/** Something may be found, or not be found any more, that was not so when somebody asked. */
function tellNews(): void {
	if (!hasAnswered) return;
	hasAnswered = false;
	setTimeout(() => postMessage({ type: 'news' } satisfies FromWorker), NEWS_AFTER_MS);
}

async function open(device: string): Promise<void> {
	const stored = new StoredTexts(indexedDB, device, index);
	await stored.open().catch(() => undefined);
	texts = stored;
	look();
}

/** What was kept is there when a search is answered; of a first look as much as there was time for. */
async function answer({ ask, question, limit }: Extract<ToWorker, { type: 'ask' }>): Promise<void> {
	await opened;
	if (!hasLooked) await Promise.race([looking, new Promise((go) => setTimeout(go, PATIENCE_MS))]);
	const found = index.find(question, limit);
	postMessage({ type: 'answer', ask, found } satisfies FromWorker);
	hasAnswered = true;
	clearTimeout(next);
	next = setTimeout(look, LOOK_AFTER_MS);
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
	switch (data.type) {
		case 'open':
			opened = open(data.device);
			break;
		case 'rows':
			for (const row of data.rows) index.putRow(row);
			for (const id of data.gone) index.removeRow(id);
			tellNews();
			break;
		case 'articles':
			for (const article of data.articles) articles.put(article);
			for (const id of data.gone) articles.remove(id);
			break;
		case 'ask-articles': {
			const found = articles.find(data.words);
			postMessage({ type: 'articles', ask: data.ask, found } satisfies FromWorker);
			break;
		}
		case 'erase':
			texts?.erase(data.name.replace(/^ticket\./, ''));
			break;
		case 'ask':
			void answer(data);
	}
});
