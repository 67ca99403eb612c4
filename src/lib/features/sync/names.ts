import { isAutomation } from '#lib/domain/changes/change.ts';
import { parseEntityRef, temporaryMark } from '#lib/domain/ids.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { RowSource } from '#lib/session/desk/views.ts';
import { t } from '#lib/ui/messages.svelte.ts';

export function personName(desk: Desk, by: string): string {
	if (by === desk.me.person) return t('sync.you');
	if (isAutomation(by)) return t('sync.automation');
	return [...desk.people].find(([id]) => id === by)?.[1].name ?? t('sync.somebody');
}

export function teamName(desk: Desk, team: string): string {
	return [...desk.teams].find(([id]) => id === team)?.[1].name ?? t('tickets.unknownTeam');
}

/** What people call the things that changes are about; holds the lists it looks them up in. */
export class Names {
	readonly desk: Desk;
	readonly #rows: readonly RowSource[];

	constructor(desk: Desk) {
		this.desk = desk;
		this.#rows = [
			desk.ticketRows('mine'),
			...desk.myTeams.map((team) => desk.ticketRows({ team }))
		];
	}

	close(): void {
		for (const source of this.#rows) source.close();
	}

	ticket(id: string): string {
		for (const source of this.#rows) {
			const row = source.all().get(id);
			if (row !== undefined) return row.number === null ? row.mark : `#${row.number}`;
		}
		return temporaryMark(id);
	}

	channel(id: string): string {
		const channel = this.desk.mine.channels.find((one) => one.id === id);
		if (channel?.kind === 'channel') return channel.name;
		const other = channel?.members.find((person) => person !== this.desk.me.person);
		return other === undefined ? t('sync.conversation') : personName(this.desk, other);
	}

	/** A ticket or a conversation, by its document's name. */
	place(name: string): string {
		const ref = parseEntityRef(name);
		if (ref?.kind === 'ticket') return this.ticket(ref.id);
		return ref?.kind === 'channel' ? this.channel(ref.id) : name;
	}
}

/** Where a target can be looked at. */
export function targetHref(target: string): string | undefined {
	const ref = parseEntityRef(target);
	switch (ref?.kind) {
		case 'ticket':
			return `/t/${ref.id}`;
		case 'contact':
			return `/people/${ref.id}`;
		case 'article':
			return `/knowledge/${ref.id}`;
		case 'channel':
			return `/chat/${ref.id}`;
		case 'person':
			return `/admin/people/${ref.id}`;
		case 'team':
			return `/admin/teams/${ref.id}`;
		default:
			return undefined;
	}
}
