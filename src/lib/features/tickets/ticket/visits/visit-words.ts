import { isPersonId } from '#lib/domain/ids.ts';
import { jsonMember, type Json } from '#lib/domain/json.ts';
import { VISIT_STATES } from '#lib/domain/visits/visit-fields.ts';
import { visitPartOf } from '#lib/domain/visits/visits.ts';
import type { Desk } from '#lib/session/desk.ts';
import { formatShort, formatTime } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { personName } from '../../names.ts';

const PARTS = {
	window: 'visits.plan.when',
	technician: 'visits.who',
	address: 'visits.plan.address',
	phone: 'visits.plan.phone',
	hint: 'visits.plan.hint',
	order: 'visits.order',
	state: 'tickets.field.status',
	signed: 'visits.signature',
	removed: 'visits.plan.gone',
	checks: 'visits.checks',
	parts: 'visits.parts',
	clock: 'visits.time',
	photos: 'visits.photos'
} as const;

const isPart = (part: string): part is keyof typeof PARTS => Object.hasOwn(PARTS, part);

/** What a cell of a visit is called: *Visit: Technician*; undefined for cells of anything else. */
export function visitCellName(key: string): string | undefined {
	const of = visitPartOf(key);
	if (of === undefined) return undefined;
	const { part } = of;
	const visit = t('visits.visit');
	return part !== undefined && isPart(part) ? `${visit}: ${t(PARTS[part])}` : visit;
}

/** The value of a cell of a visit in words; undefined where its value speaks for itself. */
export function visitCellWords(desk: Desk, key: string, value: Json): string | undefined {
	switch (visitPartOf(key)?.part) {
		case 'window': {
			const [from, to] = [Number(jsonMember(value, 'from')), Number(jsonMember(value, 'to'))];
			return `${formatShort(from, desk.now)}–${formatTime(to)}`;
		}
		case 'technician':
			return isPersonId(value) ? personName(desk, value) : t('visits.nobody');
		case 'state': {
			const name = jsonMember(value, 'state');
			const state = VISIT_STATES.find((known) => known === name) ?? 'planned';
			return t(`visits.state.${state}`);
		}
		case 'signed':
		case 'parts':
			return String(jsonMember(value, 'name') ?? t('shell.none'));
		case 'clock':
			return t(jsonMember(value, 'kind') === 'stop' ? 'visits.time.stopped' : 'visits.time.begun');
		case undefined:
			return key.startsWith('v/') ? personName(desk, String(value)) : undefined;
		default:
			return undefined;
	}
}
