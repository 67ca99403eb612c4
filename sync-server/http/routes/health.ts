import type { HealthAnswer } from '#lib/protocol/rest.ts';
import { storageTrouble } from '../../persistence/storage-trouble.ts';
import type { RegisterRoutes, RouteDeps } from '../app.ts';

/** Whoever asks more often is told what was found last: each look costs a sync of the disk. */
const LOOK_EVERY_MS = 1_000;

/** Says whether this server can save: it writes something and reads it back. */
export const registerHealthRoutes: RegisterRoutes = (app, deps) => {
	let lookedMs = -Infinity;
	let isFine = false;
	app.get('/api/health', { config: { access: 'public' } }, async (_request, reply) => {
		const serverTimeMs = deps.now();
		if (Math.abs(serverTimeMs - lookedMs) >= LOOK_EVERY_MS) {
			isFine = canSave(deps);
			lookedMs = serverTimeMs;
		}
		const answer: HealthAnswer = { status: isFine ? 'ok' : 'read-only', serverTimeMs };
		return reply.code(isFine ? 200 : 503).send(answer);
	});
};

function canSave({ platform, now, isSaving }: RouteDeps): boolean {
	try {
		return platform.keys.probe(now()) && (isSaving?.() ?? true);
	} catch (error) {
		if (storageTrouble(error) === undefined) throw error;
		return false;
	}
}
