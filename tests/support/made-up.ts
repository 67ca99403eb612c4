import { randomFillSync } from 'node:crypto';
import { newId } from '#lib/domain/ids.ts';
import { submitAutomation } from '../../sync-server/pipeline/automation.ts';
import type { OrgUnit } from '../../sync-server/pipeline/org-unit.ts';

type Draft = Parameters<typeof submitAutomation>[2][number];

const perCommit = 500;
const hourMs = 3_600_000;
const subjects = [
	'Printer on the second floor prints blank pages',
	'Kann mich seit heute Morgen nicht mehr am VPN anmelden',
	'لا يمكنني فتح البريد الإلكتروني منذ الصباح',
	'Invoice 2291 was charged twice',
	'New laptop for a colleague who starts on Monday'
];
const requesters = ['Lena Fischer', 'Karim Nasser', 'Joanna Price', 'Yusuf Demir', ''];

export function pick<T>(all: readonly T[], index: number): T {
	const one = all[index % all.length];
	if (one === undefined) throw new Error('There is nothing to pick from.');
	return one;
}

export const madeUpSubject = (index: number) => pick(subjects, index);

/** A ticket like those of an ordinary day; the same index makes the same one. */
export function madeUpTicket(
	index: number,
	{ team, members }: { readonly team: string; readonly members: readonly string[] }
) {
	const requester = pick(requesters, index);
	const body = {
		team,
		subject: `${madeUpSubject(index)} (${index})`,
		priority: pick(['low', 'normal', 'high', 'urgent'], index * 7),
		assignee: index % 3 === 0 ? null : pick(members, index),
		category: pick(['Hardware', 'Access', 'Billing', null], index),
		requester: requester === '' ? null : { name: requester },
		due: index % 5 === 0 ? Date.now() + ((index % 40) - 20) * hourMs : null,
		tags: index % 4 === 0 ? ['vip', `floor-${index % 9}`] : [],
		message: { kind: 'public', text: `Hello,\n${madeUpSubject(index)}. Can you help?` }
	};
	const target = `ticket.${newId(randomFillSync)}` as const;
	return { type: 'ticket.create', target, body } as const;
}

/** Hands in what nobody typed, a few hundred at a time; throws when anything is refused. */
export async function submitAll(unit: OrgUnit, by: string, drafts: Iterable<Draft>): Promise<void> {
	let batch: Draft[] = [];
	const settle = async () => {
		const settled = await submitAutomation(unit, by, batch);
		const refusal = settled.find(({ verdict }) => !verdict.ok);
		if (refusal !== undefined) throw new Error(`refused: ${JSON.stringify(refusal.verdict)}`);
		batch = [];
	};
	for (const draft of drafts) {
		batch.push(draft);
		if (batch.length === perCommit) await settle();
	}
	if (batch.length > 0) await settle();
}
