import type { HealthAnswer } from '#lib/protocol/rest.ts';
import type { RegisterRoutes } from '../app.ts';

export const registerHealthRoutes: RegisterRoutes = (app, { platform, now }) => {
	app.get('/api/health', { config: { access: 'public' } }, async (): Promise<HealthAnswer> => {
		platform.orgs.listReady();
		return { status: 'ok', serverTimeMs: now() };
	});
};
