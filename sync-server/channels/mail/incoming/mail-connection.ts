import type { IncomingMailSettings } from '#lib/protocol/incoming-mail.ts';
import type { Connections } from '../../../connections/connections.ts';

const KIND = 'incoming-mail';
/** What has not changed is noted so often at most: anybody can make it happen. */
const NOTED_EVERY_MS = 60_000;

export type MailConnection = ReturnType<typeof readMailConnection>;

/** How an organisation's mail comes in, as its administrators have set it, and how it fares. */
export function readMailConnection(connections: Connections, now: () => number) {
	const noted = new Map<string, { readonly isGood: boolean; readonly atMs: number }>();
	const note = (org: string, isGood: boolean): void => {
		const last = noted.get(org);
		if (last?.isGood === isGood && now() - last.atMs < NOTED_EVERY_MS) return;
		noted.set(org, { isGood, atMs: now() });
		connections.note(org, KIND, isGood ? undefined : { code: 'refused', detail: '' });
	};
	return {
		find(org: string) {
			const found = connections.find(org, KIND);
			const settings: IncomingMailSettings | undefined = found?.settings;
			if (found === undefined || settings === undefined) return undefined;
			const { first, second } = found.secrets;
			const keys = [first, second].filter((key) => key !== undefined);
			const from = connections.find(org, 'smtp')?.settings.from;
			return { settings, keys, ownAddresses: from === undefined ? [] : [from] };
		},
		worked: (org: string): void => note(org, true),
		/** Somebody came with a wrong signature or key. */
		refused: (org: string): void => note(org, false)
	};
}
