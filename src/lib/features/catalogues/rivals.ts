import { counts, rivalOf, type Target } from '#lib/domain/sla/targets.ts';
import type { Desk } from '#lib/session/desk.ts';
import { entryName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';

/** Of another service level that is for the very same tickets: which of the two counts. */
export function rivalWords({ catalogue }: Desk, target: Target): string | undefined {
	const rival = rivalOf(target, catalogue.all('target'));
	if (rival === undefined) return undefined;
	const name = entryName('target', rival);
	return counts(target, rival)
		? t('catalogues.target.counts', { name })
		: t('catalogues.target.idle', { name });
}

/** The same where it is of use in a list: at the one that does not count. */
export function idleWords(desk: Desk, target: Target): string | undefined {
	const rival = rivalOf(target, desk.catalogue.all('target'));
	return rival === undefined || counts(target, rival) ? undefined : rivalWords(desk, target);
}
