import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#lib/domain/policy/roles.ts';
import { bodyOf } from '../support/event-stream.ts';
import { signIn, type TestServer } from '../support/server.ts';
import { ZERO_STAMP } from '#lib/domain/stamp.ts';
import { contactIdOf } from '#lib/documents/contact-id.ts';
import { startWithRoutes } from './declared-routes.ts';
import { aPlace } from './place.ts';

const COLUMNS = ['none', 'garbage', 'expired', 'revoked', ...ROLES, 'foreign'] as const;
type Credential = (typeof COLUMNS)[number];

interface Call {
	readonly path?: () => string;
	readonly body?: unknown;
	/** The body is not JSON. */
	readonly raw?: true;
}
interface Row extends Call {
	readonly route: string;
	readonly statuses: readonly number[];
}

const MARK = 'mark-of-this-organisation';
const NOBODY = '0'.repeat(26);
let test: TestServer;
let place: Awaited<ReturnType<typeof aPlace>>;
let abroad: Awaited<ReturnType<typeof aPlace>>;
let routes: ReadonlySet<string>;

beforeAll(async () => {
	({ test, routes } = await startWithRoutes());
	place = await aPlace(test, { own: MARK, other: MARK });
	abroad = await aPlace(test, { own: 'abroad', other: 'abroad' });
});
afterAll(() => test.remove());

const versions = (text: string) => `/api/texts/${text}/versions`;
const messages = (target: string) => `/api/threads/${target}/messages?before=100`;
const record = (target: string) => `/api/threads/${target}/changes?before=${ZERO_STAMP}`;
const row = (route: string, statuses: readonly number[], call: Call = {}): Row => ({
	route,
	statuses,
	...call
});

// prettier-ignore
const TABLE: readonly Row[] = [
	//                                          none garb  exp  rev   req fiel agen supe admi  foreign
	row('GET /api/health',                      [200, 200, 200, 200,  200, 200, 200, 200, 200,  200]),
	row('GET /metrics',                         [404, 404, 404, 404,  404, 404, 404, 404, 404,  404]),
	row('GET /api/setup',                       [200, 200, 200, 200,  200, 200, 200, 200, 200,  200]),
	row('POST /api/setup',                      [400, 400, 400, 400,  400, 400, 400, 400, 400,  400], { body: {} }),
	row('POST /api/setup/code',                 [400, 400, 400, 400,  400, 400, 400, 400, 400,  400], { body: {} }),
	row('POST /api/setup/demo',                 [400, 400, 400, 400,  400, 400, 400, 400, 400,  400], { body: {} }),
	row('GET /api/demo-logins',                 [404, 404, 404, 404,  404, 404, 404, 404, 404,  404]),
	row('POST /api/sign-in',                    [401, 401, 401, 401,  401, 401, 401, 401, 401,  401], { body: { name: 'nobody', password: 'wrong wrong' } }),
	row('GET /api/sign-in/ways',                [200, 200, 200, 200,  200, 200, 200, 200, 200,  200]),
	row('POST /api/sign-in/proxy',              [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { body: {} }),
	row('GET /api/sign-in/provider',            [404, 404, 404, 404,  404, 404, 404, 404, 404,  404]),
	row('GET /api/sign-in/provider/:org/back',  [302, 302, 302, 302,  302, 302, 302, 302, 302,  302], { path: () => `/api/sign-in/provider/${NOBODY}/back?code=guess&state=guess` }),
	row('POST /api/sign-out',                   [204, 204, 204, 204,  204, 204, 204, 204, 204,  204]),
	row('GET /api/session',                     [401, 401, 401, 401,  200, 200, 200, 200, 200,  200]),
	row('POST /api/session/org',                [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { body: { orgId: NOBODY } }),
	row('GET /api/sessions',                    [401, 401, 401, 401,  200, 200, 200, 200, 200,  200]),
	row('DELETE /api/sessions/:publicId',       [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => `/api/sessions/${NOBODY}` }),
	row('POST /api/sessions/end-others',        [401, 401, 401, 401,  200, 200, 200, 200, 200,  200]),
	row('POST /api/password',                   [401, 401, 401, 401,  403, 403, 403, 403, 403,  403], { body: { currentPassword: 'wrong wrong', newPassword: 'long enough for all' } }),
	row('POST /api/people/:personId/reset-link', [401, 401, 401, 401, 403, 403, 403, 403, 200,  404], { path: () => `/api/people/${place.outsider}/reset-link` }),
	row('GET /api/forgotten-password',          [200, 200, 200, 200,  200, 200, 200, 200, 200,  200]),
	row('POST /api/forgotten-password',         [202, 202, 202, 202,  202, 202, 202, 202, 202,  202], { body: { name: 'nobody' } }),
	row('GET /api/reset/:token',                [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { path: () => '/api/reset/guess' }),
	row('POST /api/reset/:token',               [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { path: () => '/api/reset/guess', body: { password: 'long enough for all' } }),
	row('GET /api/threads/:ref/messages',       [401, 401, 401, 401,  404, 404, 200, 200, 200,  404], { path: () => messages(place.contents.own.ticket) }),
	row('GET /api/threads/:ref/messages',       [401, 401, 401, 401,  404, 200, 200, 200, 200,  404], { path: () => messages(place.contents.shared.ticket) }),
	row('GET /api/threads/:ref/messages',       [401, 401, 401, 401,  404, 404, 404, 404, 200,  404], { path: () => messages(place.contents.other.ticket) }),
	row('GET /api/threads/:ref/messages',       [401, 401, 401, 401,  404, 200, 200, 200, 200,  404], { path: () => messages(place.contents.shared.channel) }),
	row('GET /api/threads/:ref/messages',       [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => messages(place.contents.other.channel) }),
	row('GET /api/threads/:ref/messages',       [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => messages(`ticket.${NOBODY}`) }),
	row('GET /api/threads/:ref/changes',        [401, 401, 401, 401,  404, 404, 200, 200, 200,  404], { path: () => record(place.contents.own.ticket) }),
	row('GET /api/threads/:ref/changes',        [401, 401, 401, 401,  404, 200, 200, 200, 200,  404], { path: () => record(place.contents.shared.ticket) }),
	row('GET /api/threads/:ref/changes',        [401, 401, 401, 401,  404, 404, 404, 404, 200,  404], { path: () => record(place.contents.other.ticket) }),
	row('GET /api/threads/:ref/changes',        [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => record(place.contents.shared.channel) }),
	row('GET /api/threads/:ref/changes',        [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => record(`ticket.${NOBODY}`) }),
	row('GET /api/threads/:ref/messages/:message/files/:file', [401, 401, 401, 401, 404, 404, 404, 404, 404, 404], { path: () => `/api/threads/${place.contents.own.ticket}/messages/${NOBODY}/files/${NOBODY}` }),
	row('GET /api/threads/:ref/messages/:message/files/:file/state', [401, 401, 401, 401, 404, 404, 404, 404, 404, 404], { path: () => `/api/threads/${place.contents.own.ticket}/messages/${NOBODY}/files/${NOBODY}/state` }),
	row('GET /api/texts/:id/versions',          [401, 401, 401, 401,  404, 404, 200, 200, 200,  404], { path: () => versions(place.contents.own.text) }),
	row('GET /api/texts/:id/versions',          [401, 401, 401, 401,  404, 200, 200, 200, 200,  404], { path: () => versions(place.contents.shared.text) }),
	row('GET /api/texts/:id/versions',          [401, 401, 401, 401,  404, 404, 404, 404, 200,  404], { path: () => versions(place.contents.other.text) }),
	row('GET /api/texts/:id/versions',          [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => versions(NOBODY) }),
	row('POST /api/texts/:id/versions',         [401, 401, 401, 401,  404, 404, 200, 200, 200,  404], { path: () => versions(place.contents.own.text), body: { name: 'First' } }),
	row('POST /api/texts/:id/versions',         [401, 401, 401, 401,  404, 404, 400, 400, 400,  404], { path: () => versions(place.contents.own.text), body: { name: '' } }),
	row('GET /api/texts/:id/versions/:number',  [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => `${versions(place.contents.own.text)}/999` }),
	row('GET /api/search',                      [401, 401, 401, 401,  403, 200, 200, 200, 200,  200], { path: () => `/api/search?q=${MARK}` }),
	row('GET /api/provider',                    [401, 401, 401, 401,  403, 403, 403, 200, 200,  200]),
	row('PUT /api/provider/desk',               [401, 401, 401, 401,  403, 403, 403, 403, 403,  403], { body: { team: null } }),
	row('GET /api/provider/form',               [401, 401, 401, 401,  403, 403, 403, 409, 409,  409]),
	row('GET /api/provider/requests',           [401, 401, 401, 401,  403, 403, 403, 409, 409,  409]),
	row('GET /api/provider/requests/:id',       [401, 401, 401, 401,  403, 403, 403, 409, 409,  409], { path: () => `/api/provider/requests/${NOBODY}` }),
	row('POST /api/provider/requests',          [401, 401, 401, 401,  403, 403, 403, 409, 409,  409], { body: {} }),
	row('POST /api/provider/requests/:id/messages', [401, 401, 401, 401, 403, 403, 403, 409, 409, 409], { path: () => `/api/provider/requests/${NOBODY}/messages`, body: {} }),
	row('POST /api/provider/requests/:id/rating', [401, 401, 401, 401, 403, 403, 403, 409, 409, 409], { path: () => `/api/provider/requests/${NOBODY}/rating`, body: {} }),
	row('POST /api/provider/requests/:id/seen', [401, 401, 401, 401,  403, 403, 403, 409, 409,  409], { path: () => `/api/provider/requests/${NOBODY}/seen`, body: {} }),
	row('POST /api/provider/requests/:id/typing', [401, 401, 401, 401, 403, 403, 403, 409, 409, 409], { path: () => `/api/provider/requests/${NOBODY}/typing`, body: {} }),
	row('GET /api/provider/requests/:id/messages/:message/files/:file', [401, 401, 401, 401, 403, 403, 403, 409, 409, 409], { path: () => `/api/provider/requests/${NOBODY}/messages/${NOBODY}/files/${NOBODY}` }),
	row('GET /api/provider/events',             [401, 401, 401, 401,  403, 403, 403, 409, 409,  409]),
	row('POST /api/provider/uploads',           [401, 401, 401, 401,  403, 403, 403, 409, 409,  409], { body: {} }),
	row('GET /api/provider/uploads/:id',        [401, 401, 401, 401,  403, 403, 403, 409, 409,  409], { path: () => `/api/provider/uploads/${NOBODY}` }),
	row('PATCH /api/provider/uploads/:id',      [401, 401, 401, 401,  403, 403, 403, 409, 409,  409], { path: () => `/api/provider/uploads/${NOBODY}?offset=0` }),
	row('GET /api/activity',                    [401, 401, 401, 401,  403, 403, 403, 200, 200,  200]),
	row('GET /api/activity/events',             [401, 401, 401, 401,  403, 403, 403, 200, 200,  200]),
	row('GET /api/contacts/:id',                [401, 401, 401, 401,  403, 200, 200, 200, 200,  404], { path: () => `/api/contacts/${contactIdOf(`${MARK}@example.org`)}` }),
	row('GET /api/contacts/:id',                [401, 401, 401, 401,  403, 404, 404, 404, 404,  200], { path: () => `/api/contacts/${contactIdOf('abroad@example.org')}` }),
	row('GET /api/reports/tickets',             [401, 401, 401, 401,  403, 403, 200, 200, 200,  200], { path: () => '/api/reports/tickets?from=2026-03-01&to=2026-03-31' }),
	row('GET /api/reports/tickets',             [401, 401, 401, 401,  403, 403, 404, 404, 200,  404], { path: () => `/api/reports/tickets?from=2026-03-01&to=2026-03-31&team=${place.other}` }),
	row('POST /api/uploads',                    [401, 401, 401, 401,  400, 400, 400, 400, 400,  400], { body: {} }),
	row('GET /api/uploads/:id',                 [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => `/api/uploads/${NOBODY}` }),
	row('PATCH /api/uploads/:id',               [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => `/api/uploads/${NOBODY}?offset=0` }),
	row('GET /api/portal/requests',             [401, 401, 401, 401,  200, 403, 403, 403, 403,  403]),
	row('POST /api/portal/requests',            [401, 401, 401, 401,  400, 403, 403, 403, 403,  403], { body: {} }),
	row('GET /api/portal/requests/:id',         [401, 401, 401, 401,  404, 403, 403, 403, 403,  403], { path: () => `/api/portal/requests/${place.contents.own.ticket.slice(7)}` }),
	row('POST /api/portal/requests/:id/messages', [401, 401, 401, 401, 404, 403, 403, 403, 403, 403], { path: () => `/api/portal/requests/${place.contents.own.ticket.slice(7)}/messages`, body: {} }),
	row('GET /api/portal/events',               [401, 401, 401, 401,  200, 403, 403, 403, 403,  403]),
	row('POST /api/portal/requests/:id/typing', [401, 401, 401, 401,  404, 403, 403, 403, 403,  403], { path: () => `/api/portal/requests/${place.contents.own.ticket.slice(7)}/typing`, body: {} }),
	row('POST /api/portal/requests/:id/seen', [401, 401, 401, 401,  404, 403, 403, 403, 403,  403], { path: () => `/api/portal/requests/${place.contents.own.ticket.slice(7)}/seen`, body: { message: '0'.repeat(26) } }),
	row('GET /api/portal/push',                 [401, 401, 401, 401,  200, 403, 403, 403, 403,  403]),
	row('POST /api/portal/push',                [401, 401, 401, 401,  400, 403, 403, 403, 403,  403], { body: {} }),
	row('DELETE /api/portal/push',              [401, 401, 401, 401,  204, 403, 403, 403, 403,  403]),
	row('GET /api/portal/mail',                 [401, 401, 401, 401,  200, 403, 403, 403, 403,  403]),
	row('PUT /api/portal/mail',                 [401, 401, 401, 401,  400, 403, 403, 403, 403,  403], { body: {} }),
	row('GET /api/staff/push',                  [401, 401, 401, 401,  403, 200, 200, 200, 200,  200]),
	row('POST /api/staff/push',                 [401, 401, 401, 401,  403, 400, 400, 400, 400,  400], { body: {} }),
	row('DELETE /api/staff/push',               [401, 401, 401, 401,  403, 204, 204, 204, 204,  204]),
	row('GET /api/outgoing-mail',               [401, 401, 401, 401,  403, 403, 403, 403, 200,  200]),
	row('POST /api/outgoing-mail/test',         [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { body: {} }),
	row('POST /api/people/:personId/mail-link', [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { path: () => `/api/people/${NOBODY}/mail-link`, body: {} }),
	row('GET /api/portal/form',                 [401, 401, 401, 401,  200, 403, 403, 403, 403,  403]),
	row('POST /api/portal/requests/:id/rating', [401, 401, 401, 401,  404, 403, 403, 403, 403,  403], { path: () => `/api/portal/requests/${place.contents.own.ticket.slice(7)}/rating`, body: {} }),
	row('GET /api/portal/requests/:id/messages/:message/files/:file', [401, 401, 401, 401, 404, 403, 403, 403, 403, 403], { path: () => `/api/portal/requests/${place.contents.own.ticket.slice(7)}/messages/${NOBODY}/files/${NOBODY}` }),
	row('GET /api/rate/:token',                 [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { path: () => '/api/rate/guess' }),
	row('POST /api/rate/:token',                [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { path: () => '/api/rate/guess', body: {} }),
	row('POST /api/tickets/:id/rating-link',    [401, 401, 401, 401,  403, 404, 200, 200, 200,  404], { path: () => `/api/tickets/${place.contents.own.ticket.slice(7)}/rating-link` }),
	row('GET /api/ratings',                     [401, 401, 401, 401,  403, 403, 403, 403, 200,  200]),
	row('GET /api/help',                        [404, 404, 404, 404,  404, 404, 404, 404, 404,  404]),
	row('GET /api/help/all',                    [404, 404, 404, 404,  404, 404, 404, 404, 404,  404]),
	row('GET /api/portal/help/all',             [401, 401, 401, 401,  200, 403, 403, 403, 403,  403]),
	row('GET /api/help/articles/:id',           [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { path: () => `/api/help/articles/${NOBODY}` }),
	row('POST /api/help/articles/:id/vote',     [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { path: () => `/api/help/articles/${NOBODY}/vote`, body: { helpful: true } }),
	row('GET /api/help/form',                   [200, 200, 200, 200,  200, 200, 200, 200, 200,  200]),
	row('POST /api/help/feedback',              [400, 400, 400, 400,  400, 400, 400, 400, 400,  400], { body: {} }),
	row('GET /api/portal/help',                 [401, 401, 401, 401,  200, 403, 403, 403, 403,  403]),
	row('GET /api/portal/help/articles/:id',    [401, 401, 401, 401,  404, 403, 403, 403, 403,  403], { path: () => `/api/portal/help/articles/${NOBODY}` }),
	row('GET /api/articles/:id/versions',       [401, 401, 401, 401,  403, 404, 404, 404, 404,  404], { path: () => `/api/articles/${NOBODY}/versions` }),
	row('GET /api/articles/votes',              [401, 401, 401, 401,  403, 200, 200, 200, 200,  200]),
	row('GET /api/invitations',                 [401, 401, 401, 401,  403, 403, 403, 403, 200,  200]),
	row('POST /api/invitations',                [401, 401, 401, 401,  403, 403, 403, 403, 400,  400], { body: {} }),
	row('DELETE /api/invitations/:id',          [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { path: () => `/api/invitations/${NOBODY}` }),
	row('POST /api/sign-ups/:id/accept',        [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { path: () => `/api/sign-ups/${NOBODY}/accept` }),
	row('DELETE /api/sign-ups/:id',             [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { path: () => `/api/sign-ups/${NOBODY}` }),
	row('GET /api/sign-up',                     [404, 404, 404, 404,  404, 404, 404, 404, 404,  404]),
	row('POST /api/sign-up',                    [400, 400, 400, 400,  400, 400, 400, 400, 400,  400], { body: {} }),
	row('GET /api/join/:token',                 [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { path: () => '/api/join/guess' }),
	row('POST /api/join/:token',                [404, 404, 404, 404,  404, 404, 404, 404, 404,  404], { path: () => '/api/join/guess', body: { name: 'Guess', password: 'long enough for all' } }),
	row('GET /api/held-effects',                [401, 401, 401, 401,  403, 403, 403, 403, 200,  200]),
	row('POST /api/held-effects/:id/release',   [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { path: () => '/api/held-effects/7/release' }),
	row('POST /api/held-effects/:id/drop',      [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { path: () => '/api/held-effects/7/drop' }),
	row('GET /api/rules/log',                   [401, 401, 401, 401,  403, 403, 403, 403, 200,  200]),
	row('POST /api/rules/try',                  [401, 401, 401, 401,  403, 403, 403, 403, 400,  400], { body: {} }),
	row('GET /api/connections',                 [401, 401, 401, 401,  403, 403, 403, 403, 200,  200]),
	row('GET /api/connections/:kind',           [401, 401, 401, 401,  403, 403, 403, 403, 200,  200], { path: () => '/api/connections/smtp' }),
	row('PUT /api/connections/:kind',           [401, 401, 401, 401,  403, 403, 403, 403, 400,  400], { path: () => '/api/connections/smtp', body: {} }),
	row('DELETE /api/connections/:kind',        [401, 401, 401, 401,  403, 403, 403, 403, 200,  200], { path: () => '/api/connections/smtp' }),
	row('POST /api/connections/:kind/try',      [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { path: () => '/api/connections/smtp/try' }),
	row('POST /api/rules/:code/run',            [401, 401, 401, 401,  403, 403, 403, 404, 404,  404], { path: () => '/api/rules/none/run' }),
	row('POST /api/mail/:org/incoming',         [401, 401, 401, 401,  401, 401, 401, 401, 401,  401], { path: () => `/api/mail/${NOBODY}/incoming`, body: {} }),
	row('POST /api/mail/:org/incoming/mime',    [401, 401, 401, 401,  401, 401, 401, 401, 401,  401], { path: () => `/api/mail/${NOBODY}/incoming/mime`, body: {} }),
	row('GET /api/mail/log',                    [401, 401, 401, 401,  403, 403, 403, 403, 200,  200]),
	row('GET /api/mail/log/:id/source',         [401, 401, 401, 401,  403, 403, 403, 403, 404,  404], { path: () => '/api/mail/log/1/source' }),
	row('GET /api/imports',                     [401, 401, 401, 401,  200, 200, 200, 200, 200,  200]),
	row('POST /api/imports',                    [401, 401, 401, 401,  403, 403, 403, 415, 415,  403], { path: () => `/api/imports?team=${place.teams[0]}` }),
	row('POST /api/imports',                    [401, 401, 401, 401,  403, 403, 403, 403, 415,  403], { path: () => `/api/imports?team=${place.teams[1]}` }),
	row('GET /api/imports/:id',                 [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => `/api/imports/${NOBODY}` }),
	row('POST /api/imports/:id/cancel',         [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => `/api/imports/${NOBODY}/cancel` }),
	row('POST /api/imports/:id/resume',         [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => `/api/imports/${NOBODY}/resume` }),
	row('GET /api/imports/:id/failures',        [401, 401, 401, 401,  404, 404, 404, 404, 404,  404], { path: () => `/api/imports/${NOBODY}/failures` }),
	row('GET /api/imports/:id/failures/:number/source', [401, 401, 401, 401, 404, 404, 404, 404, 404, 404], { path: () => `/api/imports/${NOBODY}/failures/0/source` })
];

/** A cookie of its own for each request, for some of them end the session they come with. */
async function cookieOf(credential: Credential): Promise<string | undefined> {
	if (credential === 'none') return undefined;
	if (credential === 'garbage') return 'offhook_session=guessed; %; a=b';
	const home = credential === 'foreign' ? abroad : place;
	const role = ROLES.find((known) => known === credential) ?? 'org-admin';
	const { cookie } = await signIn(test.server, home.org, home.byRole[role]);
	const { sessions } = test.server.access;
	const known = await sessions.resolve(cookie);
	if (known.kind !== 'active') throw new Error('just signed in');
	const { loginId, publicId } = known.session;
	if (credential === 'expired') sessions.endOne(loginId, publicId, 'signed-out');
	if (credential === 'revoked') sessions.endOne(loginId, publicId, 'ended-by-person');
	return cookie;
}

async function call({ route, path, body }: Row, credential: Credential) {
	const [method = 'GET', url = ''] = route.split(' ');
	const cookie = await cookieOf(credential);
	const response = await fetch(test.address + (path?.() ?? url), {
		method,
		redirect: 'manual',
		headers: {
			origin: test.address,
			...(cookie !== undefined && { cookie }),
			...(body !== undefined && { 'content-type': 'application/json' })
		},
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	return { status: response.status, text: await bodyOf(response) };
}

describe('who may call which route', () => {
	it('[AC3] has a row for every route of the server, and a column for every role', () => {
		expect([...routes].sort()).toEqual([...new Set(TABLE.map(({ route }) => route))].sort());
		for (const { statuses } of TABLE) expect(statuses).toHaveLength(COLUMNS.length);
	});

	it.each(TABLE.map((each, index) => ({ ...each, index })))(
		'[AC3] $route ($index)',
		async (each) => {
			for (const [index, credential] of COLUMNS.entries()) {
				const { status, text } = await call(each, credential);
				expect(status, credential).toBe(each.statuses[index]);
				if (status >= 400) expect(text).not.toContain(MARK);
			}
			expect(test.errors).toEqual([]);
		}
	);

	it('[AC4] answers what is foreign with the bytes of what does not exist', async () => {
		const threads = (target: string) =>
			call(row('GET /', [], { path: () => messages(target) }), 'agent');
		const missing = await threads(`ticket.${NOBODY}`);
		for (const { ticket, channel: talk } of [abroad.contents.own, place.contents.other])
			for (const target of [ticket, talk, ticket.toUpperCase(), `user.${place.outsider}`])
				expect(await threads(target)).toEqual(missing);
		const link = (person: string) =>
			call(row('POST /', [], { path: () => `/api/people/${person}/reset-link` }), 'org-admin');
		expect(await link(abroad.outsider)).toEqual(await link(NOBODY));
	});
});
