import type { BodyOf } from '#lib/domain/changes/bodies.ts';
import type { ChangeId, EntityRef } from '#lib/domain/ids.ts';
import type { RefusalReason } from '#lib/domain/judge/verdict.ts';
import type { TypedChange } from '#lib/domain/changes/typed.ts';
import type { Desk } from '#lib/session/desk.ts';
import { codeName } from '#lib/session/entry-names.ts';
import { t } from '#lib/ui/messages.svelte.ts';

interface FieldRefusal {
	readonly id: ChangeId;
	readonly reason: RefusalReason;
	/** What was wanted, in words. */
	readonly value: string;
}

/** My refused changes of one field, or of one set of a team. */
export function refusalsOf(desk: Desk, target: EntityRef, field: string): FieldRefusal[] {
	return desk.mine.refusals
		.filter((refusal) => refusal.target === target && fieldOf(refusal.change) === field)
		.map(({ id, reason, change }) => ({ id, reason, value: valueOf(desk, change) }));
}

function fieldOf(change: TypedChange | undefined): string | undefined {
	switch (change?.type) {
		case 'person.field':
		case 'team.field':
		case 'org.field':
			return change.body.field;
		case 'team.element':
			return change.body.set;
		default:
			return undefined;
	}
}

function valueOf(desk: Desk, change: TypedChange | undefined): string {
	switch (change?.type) {
		case 'team.element': {
			const { element } = change.body;
			return [...desk.people].find(([id]) => id === element)?.[1].name ?? element;
		}
		case 'person.field':
			return personValue(desk, change.body);
		case 'org.field':
			return orgValue(desk, change.body);
		case 'team.field':
			return teamValue(desk, change.body);
		default:
			return '';
	}
}

function teamValue(desk: Desk, body: BodyOf<'team.field'>): string {
	if (body.field !== 'unit') return String(body.value);
	return body.value === null ? t('shell.none') : codeName(desk.catalogue, 'unit', body.value);
}

function personValue(desk: Desk, body: BodyOf<'person.field'>): string {
	if (body.field === 'role') return t(`session.role.${body.value}`);
	if (body.field === 'blocked') return t(body.value ? 'admin.block.do' : 'admin.block.undo');
	if (body.field === 'assignable') return t(body.value ? 'shell.yes' : 'shell.no');
	if (body.field === 'skills') return body.value.join(', ');
	if (body.field === 'units') return codeNames(desk, 'unit', body.value);
	if (body.field === 'regions') return codeNames(desk, 'region', body.value);
	return body.value ?? t('shell.none');
}

function codeNames(desk: Desk, catalogue: 'unit' | 'region', codes: readonly string[]): string {
	return codes.map((code) => codeName(desk.catalogue, catalogue, code)).join(', ');
}

function orgValue(desk: Desk, body: BodyOf<'org.field'>): string {
	if (body.field === 'name') return body.value;
	if (body.field === 'signUpDomains') return body.value.join(', ');
	if (body.field === 'fieldDays' || body.field === 'exportAlarm') return String(body.value);
	if (body.field === 'issues') return t(body.value ? 'shell.yes' : 'shell.no');
	if (body.value === null) return t('admin.org.portalNone');
	return desk.teams.get(body.value)?.name ?? '';
}
