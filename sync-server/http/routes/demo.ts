import type { DemoLoginsAnswer } from '#lib/protocol/rest.ts';
import type { RegisterRoutes } from '../app.ts';
import { HttpError } from '../http-error.ts';

export const registerDemoRoutes: RegisterRoutes = (app, { platform }) => {
	const config = { access: 'public' } as const;
	app.get('/api/demo-logins', { config }, async (): Promise<DemoLoginsAnswer> => {
		const logins = platform.orgs.listDemoLogins();
		if (logins.length === 0) throw new HttpError('not-found');
		return { logins };
	});
};
