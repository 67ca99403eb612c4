import { goto } from '$app/navigation';
import { concernOf, readWishes, TICKET_NEWS, WISHES } from '#lib/domain/alerts/wishes.ts';
import type { Notice } from '#lib/documents/user-doc.ts';
import { isPersonId } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

/** More than this at once would only hide what one works on. */
const AT_ONCE = 2;

/** Says what has just come, as far as this person wants to be told of it in the app. */
export function tellAlerts(desk: Desk, fresh: readonly Notice[]): void {
	const wishes = readWishes(desk.mine.preference(WISHES));
	const told = fresh.filter(({ kind }) => wishes[concernOf(kind)].includes('app'));
	const visits = told.filter(({ visit }) => visit !== undefined);
	const exports = told.filter(({ kind }) => kind === 'export');
	const tickets = told.filter(({ kind }) => TICKET_NEWS.some((one) => one === kind));
	const clocks = told.filter(({ clock }) => clock !== undefined);
	if (tickets.length <= AT_ONCE) for (const notice of tickets) tellTicket(desk, notice);
	else sum(t('assignment.told.many', { count: new Set(tickets.map(idOf)).size }), '/tickets');
	if (visits.length <= AT_ONCE) for (const notice of visits) tellVisit(desk, notice);
	else sum(t('visits.told.many', { count: visits.length }), '/visits');
	if (exports.length <= AT_ONCE) for (const notice of exports) tellExport(desk, notice);
	else sum(t('alarm.toldMany', { count: exports.length }), ALARMS);
	if (clocks.length <= AT_ONCE) for (const notice of clocks) tellClock(desk, notice);
	else sum(t('service.told.many', { count: clocks.length }), '/tickets?risk=1');
}

/** Where administrators find what was told of exports. */
const ALARMS = '/admin/organisation';

function tellExport(desk: Desk, { target, records = 0 }: Notice): void {
	const id = target.slice('person.'.length);
	const name = isPersonId(id) ? (desk.people.get(id)?.name ?? '') : '';
	toast({
		text: t('alarm.told', { name, records }),
		tone: 'danger',
		seconds: 20,
		action: opening(ALARMS)
	});
}

const idOf = ({ target }: Notice): string => target.slice('ticket.'.length);
const opening = (href: string) => ({
	label: t('tickets.action.open'),
	run: () => void goto(href)
});

function tellClock(desk: Desk, notice: Notice): void {
	const { kind, clock } = notice;
	if ((kind !== 'warning' && kind !== 'late') || clock === undefined) return;
	const id = idOf(notice);
	toast({
		text: t(`service.told.${kind}`, {
			ticket: desk.ticketName(id),
			clock: t(`service.clock.${clock}`)
		}),
		tone: kind === 'late' ? 'danger' : 'warn',
		seconds: 12,
		action: opening(`/t/${id}`)
	});
}

function tellTicket(desk: Desk, notice: Notice): void {
	const kind = TICKET_NEWS.find((one) => one === notice.kind);
	if (kind === undefined) return;
	const id = idOf(notice);
	const text = t(`assignment.told.${kind}`, { ticket: desk.ticketName(id) });
	toast({ text, seconds: 8, action: opening(`/t/${id}`) });
}

function tellVisit(desk: Desk, notice: Notice): void {
	const { kind, visit } = notice;
	if (kind !== 'visit' && kind !== 'visit-changed' && kind !== 'visit-gone') return;
	const id = idOf(notice);
	const href = kind === 'visit-gone' ? '/visits' : `/visits/${id}/${visit ?? ''}`;
	const text = t(`visits.told.${kind}`, { ticket: desk.ticketName(id) });
	toast({ text, seconds: 12, action: opening(href) });
}

function sum(text: string, href: string): void {
	toast({ text, tone: 'warn', seconds: 12, action: opening(href) });
}
