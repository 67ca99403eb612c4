import { locale, t } from '#lib/ui/messages.svelte.ts';
import type { FileRecord } from './desk-files.svelte.ts';
import type { FilePlace } from './file-view.svelte.ts';

export interface FileWords {
	readonly text: string;
	readonly tone: 'neutral' | 'danger';
	readonly canRetry: boolean;
}

/** What there is to say of a file that is not where everybody has it; null when it is. */
export function fileWords(
	record: FileRecord | undefined,
	place: FilePlace,
	isOffline: boolean
): FileWords | null {
	if (record !== undefined) return ownWords(record, isOffline);
	if (place === 'coming') return neutral(t('files.coming'));
	return place === 'unreachable' ? neutral(t('files.unreachable')) : null;
}

function ownWords({ state, problem, sent, size }: FileRecord, isOffline: boolean) {
	if (state === 'failed') {
		const text = t(`files.failed.${problem ?? 'refused'}`);
		return {
			text,
			tone: 'danger',
			canRetry: problem === 'damaged' || problem === 'too-many'
		} as const;
	}
	if (state !== 'waiting') return null;
	if (isOffline) return neutral(t('files.offline'));
	if (sent === 0) return neutral(t('files.queued'));
	const part = { style: 'percent', maximumFractionDigits: 0 } as const;
	const percent = (sent / size).toLocaleString(locale.tag, part);
	return neutral(t('files.uploading', { percent }));
}

const neutral = (text: string): FileWords => ({ text, tone: 'neutral', canRetry: false });
