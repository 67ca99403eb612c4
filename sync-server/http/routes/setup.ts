import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import type { SetupAnswer, SetupCodeRequest, SetupRequest } from '#lib/protocol/rest.ts';
import { isUserName } from '../../access/accounts.ts';
import type { RegisterRoutes, RouteDeps } from '../app.ts';
import { assertGoodPassword } from '../good-password.ts';
import { HttpError, tooManyTries } from '../http-error.ts';
import { line, readBody, typedPassword } from '../read-input.ts';
import { beginSession } from '../who.ts';

const userName = line(2, 64).refine(
	isUserName,
	'must be letters, digits, dots, dashes or underscores, and start with a letter or digit'
);
const code = z.string('must be text').min(1, 'must not be empty').max(40, 'is too long');
const setupBody = z.strictObject({
	code,
	orgName: line(1, 120),
	admin: z.strictObject({
		name: line(1, 120),
		userName,
		email: z.email('is not an e-mail address').max(254, 'is too long').exactOptional(),
		password: typedPassword
	})
}) satisfies z.ZodType<SetupRequest>;
const codeBody = z.strictObject({ code }) satisfies z.ZodType<SetupCodeRequest>;

export const registerSetupRoutes: RegisterRoutes = (app, deps) => {
	const { setup } = deps.access;
	const rateLimit = { max: deps.config.limits.signInsPerMinute, timeWindow: 60_000 };
	const config = { access: 'public', rateLimit } as const;

	app.get('/api/setup', { config: { access: 'public' } }, async (request): Promise<SetupAnswer> => {
		const isNeeded = setup.isNeeded();
		return { isNeeded, isDemoAvailable: isNeeded && isDirect(request, deps) };
	});

	app.post('/api/setup/code', { config }, async (request, reply) => {
		assertCode(readBody(codeBody, request).code, deps);
		return reply.code(204).send();
	});

	app.post('/api/setup', { config }, async (request, reply) => {
		const body = readBody(setupBody, request);
		assertCode(body.code, deps);
		const admin = { ...body.admin, email: body.admin.email ?? null };
		assertGoodPassword(admin.password, admin, 'admin.password');
		const made = await setup.createOrg(body.orgName, admin);
		if (typeof made === 'string') throw new HttpError(made);
		return beginSession(made, { request, reply, deps });
	});

	app.post('/api/setup/demo', { config }, async (request, reply) => {
		if (!isDirect(request, deps)) throw new HttpError('demo-refused-through-proxy');
		assertCode(readBody(codeBody, request).code, deps);
		const made = await setup.createDemo();
		if (made !== 'created') throw new HttpError(made);
		return reply.code(204).send();
	});
};

/** Demo passwords are public, so a server that others reach through a proxy must not get them. */
function isDirect(request: FastifyRequest, { config, factsOf }: RouteDeps): boolean {
	return config.trustProxy === false && !factsOf(request).isForwarded;
}

function assertCode(typed: string, { access }: RouteDeps): void {
	const checked = access.setup.check(typed);
	if (checked.ok) return;
	if (checked.code === 'too-many-tries') throw tooManyTries(checked.waitMs);
	throw new HttpError(checked.code, undefined, { field: 'code' });
}
