import { unknownSpoken } from '#lib/domain/automation/spoken-words.ts';
import type { EntryDefinition } from '#lib/domain/catalogue/entry.decode.ts';
import { offeredOptions } from '#lib/domain/catalogue/custom-text.ts';
import { entityRef } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { entryName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

const lacksOptions = ({ catalogue, value }: EntryDefinition): boolean =>
	catalogue === 'field' && value.kind === 'choice' && offeredOptions(value.options).length === 0;

/** Defines an entry and offers *Undo*; answers why not when it was refused at once. */
export function define(desk: Desk, body: EntryDefinition): string | undefined {
	const { catalogue, code, value } = body;
	if (lacksOptions(body)) return t('catalogues.optionsMissing');
	const word = catalogue === 'rule' ? unknownSpoken(value, desk.catalogue) : undefined;
	if (word !== undefined) return t('rules.query.wrong', { word });
	const target = entityRef('org', desk.me.org);
	const { id, verdict } = desk.change('org.entry', target, body);
	if (!verdict.ok) return t(`errors.refusal.${verdict.reason}`);
	const name = entryName(catalogue, { code, names: value.names });
	const action = { label: t('shell.undo'), run: () => void desk.undo(id) };
	toast({ text: t('catalogues.saved', { name }), action });
	return undefined;
}
