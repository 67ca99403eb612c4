import { randomFillSync, randomInt } from 'node:crypto';
import type { RandomBytes } from '#lib/domain/ids.ts';
import { createAccess, type Access } from './access/access.ts';
import type { Config } from './config.ts';
import { openTerminal, type Terminal } from './cli/terminal.ts';
import { createHttpApp, type HttpDeps } from './http/app.ts';
import { hangUp } from './http/hang-up.ts';
import { createRequestFacts } from './http/request-facts.ts';
import { OrgRegistry } from './orgs/org-registry.ts';
import type { Log } from './observe/log.ts';
import type { Metrics } from './observe/metrics.ts';
import { noMetrics } from './observe/no-metrics.ts';
import { watchSockets } from './observe/watch-sockets.ts';
import { startSchedule } from './backup/schedule.ts';
import { endInNewest, seenBackupMs } from './backup/manifest.ts';
import { openServedPlatform } from './persistence/platform/platform.ts';
import { attachSockets } from './socket/upgrade.ts';
import { metricsRoutes } from './http/metrics-routes.ts';
import { connectionRoutes } from './http/connection-routes.ts';
import { forgottenPasswordRoutes } from './http/forgotten-password-routes.ts';
import { heldEffectRoutes } from './http/held-effect-routes.ts';
import { linkMailRoutes } from './http/link-mail-routes.ts';
import { outgoingMailRoutes } from './http/outgoing-mail-routes.ts';
import { ruleRoutes } from './http/rule-routes.ts';
import { openPost, type Post, type PostParts } from './channels/outgoing/post.ts';
import { createOnCallLine } from './channels/whatsapp/on-call-line.ts';
import { openPush, type Push } from './channels/push/push.ts';
import { Connections } from './connections/connections.ts';
import { tryIssues } from './orgs/open-issues.ts';
import { openOutside, type Outside } from './outside/request-outside.ts';
import { portalLiveRoutes } from './http/portal-live-routes.ts';
import { portalMailRoutes } from './http/portal-mail-routes.ts';
import { portalPushRoutes, staffPushRoutes } from './http/portal-push-routes.ts';
import { Provider } from './channels/provider/provider.ts';
import { portalRoutes } from './http/portal-routes.ts';
import { providerRoutes } from './http/provider-routes.ts';
import { helpRoutes } from './http/help-routes.ts';
import { ratingRoutes } from './http/rating-routes.ts';
import { openOutsideSignIn } from './http/open-outside-sign-in.ts';
import { signUpRoutes } from './http/sign-up-routes.ts';
import { activityRoutes } from './http/activity-routes.ts';
import { reportRoutes } from './http/report-routes.ts';
import { contactRoutes } from './http/contact-routes.ts';
import { searchRoutes } from './http/search-routes.ts';
import { textRoutes } from './http/text-routes.ts';
import { threadRoutes } from './http/thread-routes.ts';
import { openMail } from './channels/mail/open-mail.ts';
import { rememberSent } from './channels/mail/sent-mail.ts';
import { openBlobs } from './persistence/blobs/open-blobs.ts';
import { openFiles } from './uploads/open-files.ts';

/** What a server takes from its surroundings, so that a whole system can be simulated. */
export interface Surroundings {
	readonly now: () => number;
	readonly after: (ms: number, run: () => void) => void;
	readonly defer: (run: () => void) => void;
	readonly random: RandomBytes;
	readonly report: (error: unknown, where: string) => void;
	readonly log?: Log;
	readonly metrics?: Metrics;
}

const HOUR_MS = 3_600_000;

/** The real clock, timers and randomness. */
export function realSurroundings(report: Surroundings['report']): Surroundings {
	return {
		now: Date.now,
		after: (ms, run) => void setTimeout(run, ms).unref(),
		defer: (run) => void setImmediate(run),
		random: (bytes) => randomFillSync(bytes),
		report
	};
}

type Links = Pick<
	Required<ConstructorParameters<typeof OrgRegistry>[0]>,
	'accounts' | 'push' | 'post' | 'outsiders' | 'onCall'
>;

function createOrgs(
	{ dataDir, backup: { dir } }: Config,
	{ now, after, defer, report, metrics, log }: Surroundings,
	links: Links
): OrgRegistry {
	return new OrgRegistry({
		dataDir,
		now,
		after,
		defer,
		randomClient: () => randomInt(1, 0xffff_ffff),
		report,
		...(metrics && { watch: metrics.pipeline }),
		...(log && { log }),
		backups: { dir, endOf: endInNewest(dir) },
		...links
	});
}

/** The way to systems outside, and what each organisation has set up of them. */
function openOutsiders(
	config: Config,
	platform: HttpDeps['platform'],
	now: () => number,
	orgs: () => OrgRegistry
) {
	const outside = openOutside(config);
	const connections = new Connections({ platform, dataDir: config.dataDir, now });
	tryIssues(connections, outside);
	connections.onChange((org, kind) => {
		if (kind === 'erpnext') orgs().get(org).issues?.changed();
		if (kind === 'smtp') orgs().sendAgain(org);
	});
	return { outside, connections, onCall: createOnCallLine(connections, outside) };
}

interface HttpParts {
	readonly platform: HttpDeps['platform'];
	readonly access: Access;
	readonly orgs: OrgRegistry;
	readonly mail: ReturnType<typeof openMail>;
	readonly files: ReturnType<typeof openFiles>;
	readonly push: Push;
	readonly post: Post;
	readonly connections: Connections;
	readonly outside: Outside;
}

function openHttp(
	config: Config,
	{ now, random, report, log, metrics }: Surroundings & { readonly metrics: Metrics },
	{ platform, access, orgs, mail, files, push, post, connections, outside }: HttpParts
) {
	const provider = new Provider({ platform, orgs, now });
	access.sessions.onSessionEnded(({ session }) => provider.endSession(session));
	return createHttpApp({
		config,
		platform,
		access,
		org: orgs,
		now,
		reportError: report,
		...(log && { log }),
		isSaving: () => orgs.trouble === undefined,
		moreRoutes: [
			metricsRoutes(metrics, config.metricsToken),
			threadRoutes(orgs),
			textRoutes(orgs),
			searchRoutes(orgs),
			contactRoutes(orgs),
			reportRoutes(orgs),
			activityRoutes(orgs),
			portalRoutes({ orgs, now, isUploaded: files.isUploaded }),
			...providerRoutes({ ...files, orgs, now, provider }),
			portalLiveRoutes(orgs),
			portalPushRoutes(push),
			portalMailRoutes(orgs, post),
			signUpRoutes(orgs, post),
			openOutsideSignIn({ platform, access, orgs, connections, outside, now, random }),
			ratingRoutes(orgs),
			helpRoutes(orgs),
			heldEffectRoutes(orgs),
			ruleRoutes(orgs),
			connectionRoutes(connections),
			outgoingMailRoutes(orgs, post),
			linkMailRoutes(orgs, post),
			forgottenPasswordRoutes(orgs, post),
			staffPushRoutes(push),
			...mail.routes,
			...files.routes
		]
	});
}

interface PushParts extends Pick<HttpParts, 'platform' | 'access' | 'orgs'> {
	readonly outside: Outside;
}

/** The way to browsers; sessions that end take it along, and whatever else they had open. */
function openPushOf(
	{ isAnywhere = false }: Config,
	{ platform, access: { sessions }, orgs, outside }: PushParts,
	{ now, random }: Surroundings
): Push {
	const push = openPush({
		platform,
		now,
		random,
		isActive: sessions.isActive,
		outside,
		isAnywhere
	});
	sessions.onSessionEnded(({ session }) => {
		orgs.endSession(session);
		push.endSession(session.publicId);
	});
	return push;
}

/** The way out for mail. */
function openPostOf(
	{
		platform,
		access: { links },
		files: { isUploaded },
		mail: { imports },
		connections
	}: Pick<HttpParts, 'platform' | 'access' | 'files' | 'mail' | 'connections'>,
	more: Pick<PostParts, 'outside' | 'blobs' | 'now'>
): Post {
	const orgName = (org: string): string => platform.orgs.byId(org)?.name ?? '';
	const remember: PostParts['remember'] = (sent) => rememberSent(imports.store(sent.org), sent);
	return openPost({ ...more, connections, links, isUploaded, orgName, remember });
}

/** Backups by themselves, once there is something to keep. */
const openSchedule = (config: Config, surroundings: Surroundings, { orgs }: HttpDeps['platform']) =>
	startSchedule({ ...surroundings, config, isSetUp: () => orgs.listReady().length > 0 });

/** Puts the whole server together; nothing listens before `listen`. */
export function createServer(config: Config, surroundings: Surroundings) {
	const { now, random, report, log, metrics = noMetrics } = surroundings;
	const platform = openServedPlatform(config.dataDir);
	const { dataDir, limits } = config;
	const outsiders = openOutsiders(config, platform, now, () => orgs);
	const { outside, connections, onCall } = outsiders;
	const late = { push: () => push, post: () => post, outsiders: () => outsiders };
	const links = { accounts: () => access.accounts, onCall: () => onCall, ...late };
	const orgs = createOrgs(config, { ...surroundings, metrics }, links);
	const access = createAccess({ platform, org: orgs, now, random, ...limits });
	const push = openPushOf(config, { platform, access, orgs, outside }, surroundings);
	const blobs = openBlobs(config);
	const mail = openMail({ dataDir, orgs, blobs, connections, now, report });
	const files = openFiles({ dataDir, orgs, blobs, now, limits });
	const post = openPostOf({ platform, access, files, mail, connections }, { outside, blobs, now });
	const parts = { platform, access, orgs, mail, files, push, post, connections, outside };
	const app = openHttp(config, { ...surroundings, metrics }, parts);
	const sockets = attachSockets(app.server, {
		...surroundings,
		...{ orgs, limits, sessions: access.sessions },
		readFacts: createRequestFacts(config.trustProxy),
		watch: watchSockets(metrics.sockets, log, now)
	});
	const newestBackupMs = () => seenBackupMs(config.backup.dir);
	metrics.look({ ...orgs.numbers(), connections: sockets.count, newestBackupMs });

	let terminal: Terminal | undefined;

	const schedule = openSchedule(config, surroundings, platform);

	return {
		orgs,
		platform,
		access,
		connections,
		/** The code for the set-up page, or null when this server has been set up. */
		setupCode: () => access.setup.displayCode(),
		/** Opens every organisation, then listens; gives the address people use. */
		async listen(): Promise<string> {
			terminal = await openTerminal({
				...{ config, platform, access, orgs, random, report },
				imports: mail.imports
			});
			orgs.openReady(platform.orgs.listReady());
			const ready = () => platform.orgs.listReady().map(({ id }) => id);
			const sweeps = [access.prune, () => orgs.sweep(), () => files.sweep(ready())];
			everyHour(surroundings, sweeps);
			const address = await app.listen({ port: config.port, host: config.host });
			terminal.announce(address);
			return address;
		},
		async close(): Promise<void> {
			sockets.close();
			await terminal?.stop();
			await schedule.close();
			orgs.hangUp();
			await hangUp(app);
			await mail.close();
			await files.close();
			await orgs.close();
			platform.close();
			terminal?.release();
		}
	};
}

export type OffhookServer = ReturnType<typeof createServer>;

/** Each piece of work by itself: one that fails, as with a full disk, is tried in the next hour. */
function everyHour(
	surroundings: Surroundings,
	works: readonly (() => void | Promise<void>)[]
): void {
	const { after, report } = surroundings;
	after(HOUR_MS, () => {
		everyHour(surroundings, works);
		for (const work of works)
			void (async () => work())().catch((error: unknown) => report(error, 'hourly work'));
	});
}
