import { entityRef, isPersonId, parseEntityRef, type EntityRef } from '#lib/domain/ids.ts';
import { readMessage } from '#lib/domain/ticket/messages.ts';
import { hasBeenTold } from '../channels/portal/view.ts';
import { fileRoutes, type FilePlace, type ThreadFile } from '../http/file-routes.ts';
import { uploadRoutes } from '../http/upload-routes.ts';
import type { OrgRegistry } from '../orgs/org-registry.ts';
import type { World } from '../pipeline/world.ts';
import { UploadService, type UploadServiceParts } from './upload-service.ts';

/** Files of messages: the way they take to the server, and the way to whoever may read them. */
export function openFiles(parts: UploadServiceParts & { readonly orgs: OrgRegistry }) {
	const { orgs, blobs } = parts;
	const uploads = new UploadService({
		...parts,
		onFinished: (org, { thread, id }) => orgs.get(org).portal.arrived(thread, id)
	});
	const mayRead = (org: string, person: string, thread: EntityRef) => {
		const ref = parseEntityRef(thread);
		if (ref?.kind !== 'ticket' && ref?.kind !== 'channel') return false;
		return orgs.get(org).hub.mayRead(person, { kind: ref.kind, id: ref.id });
	};
	const findFile = (org: string, place: FilePlace) =>
		findThreadFile(orgs.get(org).unit.world, place);
	const isUploaded = uploads.isHere.bind(uploads);
	const mayReadInPortal: Parameters<typeof fileRoutes>[0]['mayReadInPortal'] = (org, id, place) => {
		const { unit } = orgs.get(org);
		return isPersonId(id) && hasBeenTold({ unit, person: id, nowMs: parts.now() }, place);
	};
	const onGiven: Parameters<typeof fileRoutes>[0]['onGiven'] = (org, person, { thread, file }) =>
		orgs.get(org).exports.part(person, thread, `file.${file}`);
	const reading = { blobs, mayRead, mayReadInPortal, findFile, isUploaded, onGiven };
	return {
		isUploaded,
		uploads,
		reading,
		routes: [uploadRoutes(uploads), fileRoutes(reading)],
		sweep: (ofOrgs: readonly string[]) => uploads.sweep(ofOrgs),
		close: () => uploads.close()
	};
}

/** A file of a message of a thread; a message that was taken back has no files any more. */
function findThreadFile(
	{ entities }: World,
	{ thread, message: id, file }: FilePlace
): ThreadFile | undefined {
	const message = readMessage(entities.message(thread, id), id);
	if (message === undefined || message.retracted) return undefined;
	const found = message.attachments.find((one) => one.id === file);
	const sentTo = message.origin === null ? thread : entityRef('ticket', message.origin.ticket);
	return found && { ...found, by: message.by, sentTo };
}
