import type { Desk } from '#lib/session/desk.ts';
import { formatBytes, formatFull } from '#lib/ui/format.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import type { Status, StatusDetail } from '#lib/ui/status.ts';

/** What the status line says about a desk. Reads only reactive properties, so it stays current. */
export function statusOf(
	desk: Pick<Desk, 'me' | 'orgName' | 'connection' | 'saved' | 'mine' | 'serverTrouble'>
): Status {
	return {
		person: { name: desk.me.name, id: desk.me.person, note: desk.orgName },
		connection: desk.connection,
		waiting: desk.saved.waiting,
		saved: desk.saved.word,
		detail: [
			...detailOf(desk.saved),
			...(desk.serverTrouble === null ? [] : [serverDetail(desk.serverTrouble)]),
			syncDetail(desk.mine.refusals.length)
		]
	};
}

/** The server is there, but saves nothing now. */
function serverDetail(trouble: NonNullable<Desk['serverTrouble']>): StatusDetail {
	const label = t('shell.status.server');
	return { label, value: t(`shell.status.server.${trouble}`), tone: 'warn', shape: 'triangle' };
}

/** Leads to the page about everything that is, or is not, on its way. */
function syncDetail(refused: number): StatusDetail {
	const label = t('shell.status.sync');
	return refused === 0
		? { label, value: t('shell.status.more'), href: '/device' }
		: {
				label,
				value: t('shell.status.refused', { count: refused }),
				href: '/device',
				tone: 'danger',
				shape: 'square'
			};
}

function detailOf(saved: Desk['saved']): readonly StatusDetail[] {
	const { sinceMs, usedBytes, quotaBytes, persisted } = saved;
	const used = usedBytes === null ? null : formatBytes(usedBytes);
	const usedOf =
		used === null || quotaBytes === null
			? used
			: t('shell.status.usedOf', { used, quota: formatBytes(quotaBytes) });
	const kept = persisted === true ? 'shell.status.persisted.yes' : 'shell.status.persisted.no';
	return [
		...(sinceMs === null
			? []
			: [{ label: t('shell.status.waitingSince'), value: formatFull(sinceMs) }]),
		...(usedOf === null ? [] : [{ label: t('shell.status.used'), value: usedOf }]),
		...(persisted === null ? [] : [{ label: t('shell.status.persisted'), value: t(kept) }])
	];
}
