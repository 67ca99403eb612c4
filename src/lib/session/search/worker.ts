import type { FromWorker, ToWorker } from './messages.ts';
import { StoredTexts } from './stored-texts.ts';
import { TextIndex } from './text-index.ts';

/** Between two looks at what has changed on this device while nobody asks. */
const LOOK_EVERY_MS = 30_000;

const index = new TextIndex();
let texts: StoredTexts | undefined;
let looking: Promise<void> | undefined;

/** Looks once at a time; what cannot be looked at is found by its row. */
function look(): void {
	looking ??= (texts?.refresh() ?? Promise.resolve())
		.catch(() => undefined)
		.finally(() => (looking = undefined));
}

async function open(device: string): Promise<void> {
	const opened = new StoredTexts(indexedDB, device, index);
	await opened.open().catch(() => undefined);
	texts = opened;
	look();
	setInterval(look, LOOK_EVERY_MS);
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
	switch (data.type) {
		case 'open':
			void open(data.device);
			break;
		case 'rows':
			for (const row of data.rows) index.putRow(row);
			for (const id of data.gone) index.removeRow(id);
			break;
		case 'erase':
			texts?.erase(data.name.replace(/^ticket\./, ''));
			break;
		case 'ask': {
			const found = index.find(data.query, data.limit);
			postMessage({ type: 'answer', ask: data.ask, found } satisfies FromWorker);
			look();
		}
	}
});
