import { z } from 'zod';
import {
	CONNECTION_KINDS,
	type ConnectionAnswer,
	type ConnectionKind,
	type ConnectionsAnswer,
	type TryConnectionAnswer
} from '#lib/protocol/connections.ts';
import type { Connections } from '../connections/connections.ts';
import { KINDS, secretNames } from '../connections/kinds.ts';
import type { RegisterRoutes } from './app.ts';
import { HttpError } from './http-error.ts';
import { readBody, readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const config = { access: 'org.manage' } as const;
const params = z.object({ kind: z.enum(CONNECTION_KINDS) });
const secret = z
	.string()
	.min(1, 'must not be empty')
	.max(4_000, 'must have at most 4,000 characters');

/** What may be given of a kind: its settings, and its secrets by name. */
function bodyOf<Kind extends ConnectionKind>(kind: Kind) {
	const { settings } = KINDS[kind];
	const given = secret.nullable().optional();
	const named = Object.fromEntries(secretNames(kind).map((name) => [name, given]));
	return z.strictObject({ settings, secrets: z.strictObject(named).default({}) });
}

/** The systems outside that an organisation is connected with. */
export function connectionRoutes(connections: Connections): RegisterRoutes {
	return (app) => {
		app.get('/api/connections', { config }, async (request): Promise<ConnectionsAnswer> => {
			return { connections: connections.list(callerOf(request).session.orgId) };
		});

		app.get('/api/connections/:kind', { config }, async (request): Promise<ConnectionAnswer> => {
			const { kind } = readParams(params, request);
			return connections.describe(callerOf(request).session.orgId, kind);
		});

		app.put('/api/connections/:kind', { config }, async (request): Promise<ConnectionAnswer> => {
			const { kind } = readParams(params, request);
			const { orgId } = callerOf(request).session;
			const given = readBody(bodyOf(kind), request);
			const secrets = withoutHoles(given.secrets);
			checkSecrets(kind, secrets);
			const next = { settings: given.settings, secrets };
			const misdirected = connections.misdirected(orgId, kind, next);
			if (misdirected !== undefined)
				throw wrongSecret(misdirected, 'would go to another place, give it again.');
			connections.put(orgId, kind, next);
			return connections.describe(orgId, kind);
		});

		app.delete('/api/connections/:kind', { config }, async (request): Promise<ConnectionAnswer> => {
			const { kind } = readParams(params, request);
			const { orgId } = callerOf(request).session;
			connections.remove(orgId, kind);
			return connections.describe(orgId, kind);
		});

		app.post(
			'/api/connections/:kind/try',
			{ config: { ...config, rateLimit: { max: 10, timeWindow: 60_000 } } },
			async (request): Promise<TryConnectionAnswer> => {
				const { kind } = readParams(params, request);
				const { orgId } = callerOf(request).session;
				if (!connections.describe(orgId, kind).isSet) throw new HttpError('not-found');
				return { trouble: (await connections.attempt(orgId, kind)) ?? null };
			}
		);
	};
}

/** Each kind says what its secrets must be like. */
function checkSecrets(kind: ConnectionKind, given: Readonly<Record<string, string | null>>): void {
	const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
	const checked = KINDS[kind].secrets.safeParse(kept);
	if (checked.success) return;
	const name = checked.error.issues[0]?.path.map(String).join('.') ?? '';
	throw wrongSecret(name, 'is not as it should be.');
}

function wrongSecret(name: string, problem: string): HttpError {
	const field = `secrets.${name}`;
	return new HttpError('invalid-input', `${field}: ${problem}`, { field });
}

function withoutHoles(
	secrets: Readonly<Record<string, string | null | undefined>>
): Record<string, string | null> {
	const given = Object.entries(secrets).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, value] as const]
	);
	return Object.fromEntries(given);
}
