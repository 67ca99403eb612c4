import type { RefusalView } from '#lib/session/desk/views.ts';
import { copyText } from '#lib/ui/copy-text.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import type { Names } from './names.ts';
import { reasonWords } from './refusals.ts';
import { sentence, wordsOf } from './sentences.ts';

/** What can be done about refused changes, one by one or several in their order. */
export class Refusals {
	readonly #names: Names;

	constructor(names: Names) {
		this.#names = names;
	}

	sentenceOf(refusal: RefusalView | undefined): string {
		return sentence(this.#names, refusal?.change);
	}

	reasonOf(refusal: RefusalView): string {
		return reasonWords(this.#names.desk, refusal);
	}

	dependentsOf(refusal: RefusalView): readonly RefusalView[] {
		const wanted = new Set<string>(refusal.dependents);
		return this.#names.desk.mine.refusals.filter(({ id }) => wanted.has(id));
	}

	retry(refusals: readonly RefusalView[]): void {
		const { desk } = this.#names;
		for (const { id } of refusals) {
			const result = desk.mine.retry(id);
			if (result === undefined || result.verdict.ok) continue;
			toast({ text: t(`errors.refusal.${result.verdict.reason}`), tone: 'danger' });
			return;
		}
		toast({ text: t('sync.retry.done') });
	}

	discard(refusals: readonly RefusalView[]): void {
		for (const { id } of refusals) this.#names.desk.mine.dismiss(id);
		toast({ text: t('sync.refused.discarded') });
	}

	async copy(refusal: RefusalView): Promise<void> {
		if (refusal.change === undefined) return;
		await copyText(wordsOf(this.#names, refusal.change), t('sync.copied'));
	}
}
