import type { RefusalView } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import type { Names } from './names.ts';
import { reasonWords, withDependents } from './refusals.ts';
import { sentence, wordsOf } from './sentences.ts';

/** What can be done about refused changes; those made on top of one go with it. */
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
		return this.#whole([refusal]).filter(({ id }) => id !== refusal.id);
	}

	retry(refusals: readonly RefusalView[]): void {
		const { desk } = this.#names;
		for (const { id } of this.#whole(refusals)) {
			const result = desk.retry(id);
			if (result === undefined || result.verdict.ok) continue;
			toast({ text: t(`errors.refusal.${result.verdict.reason}`), tone: 'danger' });
			return;
		}
		toast({ text: t('sync.retry.done') });
	}

	discard(refusals: readonly RefusalView[]): void {
		for (const { id } of this.#whole(refusals)) this.#names.desk.discard(id);
		toast({ text: t('sync.refused.discarded') });
	}

	async copy(refusal: RefusalView): Promise<void> {
		const changes = this.#whole([refusal]).flatMap(({ change }) => change ?? []);
		const text = changes.map((change) => wordsOf(this.#names, change)).join('\n\n');
		await navigator.clipboard.writeText(text);
		toast({ text: t('sync.copied') });
	}

	#whole(refusals: readonly RefusalView[]): readonly RefusalView[] {
		return refusals.flatMap((refusal) => withDependents(refusal, this.#names.desk.refusals));
	}
}
