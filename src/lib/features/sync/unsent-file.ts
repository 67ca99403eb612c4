import type { Desk } from '#lib/session/desk.ts';
import { saveFile } from '#lib/ui/save-file.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

const PROBLEMS = ['not-a-file', 'newer', 'damaged', 'foreign'] as const;

/** Hands what waits to the person as a file. */
export function saveUnsent(desk: Desk): void {
	const file = desk.storage.exportUnsent();
	saveFile(file, file.name);
}

/** Takes in what another device of this person could not send, and says how that went. */
export async function importUnsent(desk: Desk, file: File): Promise<void> {
	const { taken, problem } = await desk.storage.importUnsent(file);
	if (problem !== null) {
		const known = PROBLEMS.find((one) => one === problem) ?? 'unreadable';
		toast({ text: t(`sync.file.problem.${known}`), tone: 'danger' });
	} else if (taken === 0) toast({ text: t('sync.file.nothing') });
	else toast({ text: t('sync.file.taken', { count: taken }), tone: 'ok' });
}
