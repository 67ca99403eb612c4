import { z } from 'zod';
import type { MailDelivery, MailLogAnswer } from '#lib/protocol/incoming-mail.ts';
import type { MailDoor } from '../channels/mail/incoming/mail-door.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { BlobStore } from '../persistence/blobs/blob-store.ts';
import type { DeliveryRow } from '../persistence/deliveries.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import type { RegisterRoutes } from './app.ts';
import { filePolicy, sendDownload } from './download.ts';
import { HttpError } from './http-error.ts';
import { readParams } from './read-input.ts';
import { callerOf } from './route-access.ts';

const ROWS = 50;
const params = z.object({ id: z.coerce.number().int().min(1) });
const config = { access: 'org.manage' } as const;

interface MailLogParts {
	readonly door: MailDoor;
	readonly orgs: OrgRegistry;
	readonly blobs: BlobStore;
}

/** What came in by mail and what became of it, for administrators; never what it says. */
export function mailLogRoutes({ door, orgs, blobs }: MailLogParts): RegisterRoutes {
	return (app, { platform }) => {
		app.get('/api/mail/log', { config }, async (request): Promise<MailLogAnswer> => {
			const { orgId } = callerOf(request).session;
			const { unit } = orgs.get(orgId);
			return {
				path: `/api/mail/${platform.orgs.byId(orgId)?.slug ?? orgId}/incoming`,
				deliveries: door
					.deliveries(orgId)
					.newest(ROWS)
					.map((row) => toAnswer(unit, row))
			};
		});
		const source = { config, onSend: filePolicy };
		app.get('/api/mail/log/:id/source', source, async (request, reply) => {
			const { orgId, personId } = callerOf(request).session;
			const { id } = readParams(params, request);
			const row = door.deliveries(orgId).one(id);
			const blob = row?.sha256 ? await blobs.open(orgId, row.sha256) : undefined;
			if (blob === undefined) throw new HttpError('not-found');
			orgs.get(orgId).exports.record(personId, `mail.${id}`);
			return sendDownload(reply, blob, { name: `message-${id}.eml`, type: 'message/rfc822' });
		});
	};
}

function toAnswer(unit: OrgUnit, { nonce: _, sha256, ...row }: DeliveryRow): MailDelivery {
	const number = row.ticket === null ? null : unit.world.ticket(`ticket.${row.ticket}`)?.number;
	return { ...row, number: number ?? null, hasSource: sha256 !== null };
}
