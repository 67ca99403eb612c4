import { CHANGE_SLICES, type Target } from '../deeds.ts';
import { entryName } from '#lib/session/entry-names.ts';
import type { TicketWork } from '../work.svelte.ts';
import { EditRun } from './edit-run.svelte.ts';
import { editsOf, type Edit } from './edits.ts';

/** Shows what edits would do to each ticket, before they do it. */
export function previewEdits(
	work: TicketWork,
	name: string,
	targets: readonly Target[],
	edits: readonly Edit[]
): void {
	work.preview(
		name,
		(finish) => new EditRun(work.desk, { name, targets, edits, slicing: CHANGE_SLICES }, finish)
	);
}

/** The same for what a macro does. */
export function previewMacro(work: TicketWork, code: string, targets: readonly Target[]): void {
	const macro = work.desk.catalogue.find('macro', code);
	if (macro === undefined) return;
	previewEdits(work, entryName('macro', macro), targets, editsOf(macro.steps, work.desk.me.person));
}
