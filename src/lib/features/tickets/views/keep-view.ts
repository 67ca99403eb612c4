import { entityRef, type ChangeId } from '#lib/domain/ids.ts';
import { OWN_VIEW_PREFIX } from '#lib/domain/query/own-view.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { ChangeResult, PlannedChange } from '#lib/session/desk/views.ts';
import { locale, t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { refusalWords } from '../refusals.ts';
import type { CustomView } from './custom-views.ts';

/** Keeps a view where it belongs, and takes it away from where it was; answers why not. */
export function keepView(
	desk: Desk,
	view: CustomView,
	before: CustomView | undefined
): string | undefined {
	const hasMoved =
		before !== undefined && (before.team === undefined) !== (view.team === undefined);
	const removing = hasMoved ? planRemoval(desk, before) : undefined;
	return perform(desk, [plan(desk, view), ...(removing ?? [])], t('views.saved'));
}

/** Takes a view away; answers why not. */
export function removeView(desk: Desk, view: CustomView): string | undefined {
	return perform(desk, planRemoval(desk, view), t('views.removed'));
}

function plan(desk: Desk, view: CustomView): PlannedChange {
	const { code, name, query, layout, team } = view;
	if (team === undefined) return planOwn(desk, code, { name, query, layout });
	const known = desk.catalogue.find('view', code);
	const last = desk.catalogue.all('view').at(-1)?.order ?? 0;
	const names = { ...known?.names, [locale.code]: name };
	const value = { names, order: known?.order ?? last + 10, archived: false, team, query, layout };
	return shared(desk, { catalogue: 'view', code, value });
}

function planRemoval(desk: Desk, { code, team }: CustomView): PlannedChange[] {
	if (team === undefined) return [planOwn(desk, code, null)];
	const known = desk.catalogue.find('view', code);
	if (known === undefined) return [];
	const { code: _code, ...value } = known;
	return [shared(desk, { catalogue: 'view', code, value: { ...value, archived: true } })];
}

type OwnValue = Pick<CustomView, 'name' | 'query' | 'layout'> | null;

function planOwn(desk: Desk, code: string, value: OwnValue): PlannedChange {
	const target = entityRef('user', desk.me.person);
	const body = { field: OWN_VIEW_PREFIX + code, value: value && { ...value } };
	return { type: 'user.field', target, body };
}

function shared(
	desk: Desk,
	body: Extract<PlannedChange, { type: 'org.entry' }>['body']
): PlannedChange {
	return { type: 'org.entry', target: entityRef('org', desk.me.org), body };
}

function perform(desk: Desk, plans: readonly PlannedChange[], said: string): string | undefined {
	const results = desk.changeMany(plans);
	for (const { verdict } of results)
		if (!verdict.ok) return refusalWords(desk, verdict.reason, verdict.detail);
	const run = () => undo(desk, results);
	toast({ text: said, action: { label: t('shell.undo'), run } });
	return undefined;
}

function undo(desk: Desk, results: readonly ChangeResult[]): void {
	for (const { id } of results.toReversed()) desk.undo(id satisfies ChangeId);
}
