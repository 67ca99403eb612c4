import type { TeamId } from '#lib/domain/ids.ts';
import type { ProviderAnswer } from '#lib/protocol/provider.ts';
import { call, decoder } from '#lib/session/api.ts';

/** Reads an answer, also one that was kept. */
export const answered = decoder<ProviderAnswer>({ kind: 'string', operators: 'object' });

/** Who runs the server, and which team of theirs takes what other organisations ask. */
export const providerApi = {
	describe: () => call('GET', '/api/provider', answered),
	setDesk: (team: TeamId | null) => call('PUT', '/api/provider/desk', answered, { team })
} as const;
