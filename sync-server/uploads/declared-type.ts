import { imageType } from '../channels/mail/image-type.ts';

const UNSAID = 'application/octet-stream';
const ALIASES: ReadonlyMap<string, string> = new Map([
	['image/jpg', 'image/jpeg'],
	['image/pjpeg', 'image/jpeg'],
	['image/vnd.microsoft.icon', 'image/icon'],
	['application/zip-compressed', 'application/zip']
]);
/** Kinds of files that look alike from outside: what is found, and what it may be called. */
const FAMILIES: readonly (readonly [found: RegExp, declared: RegExp])[] = [
	[/^application\/zip$/, /zip|openxmlformats|opendocument|java-archive|android|apple|sketch/],
	[
		/openxmlformats|opendocument|epub|java-archive|macroenabled/,
		/zip|openxmlformats|opendocument|ms-/
	],
	[/^application\/cfb$/, /msword|vnd\.ms-|msi|visio|hwp/],
	[/^application\/xml$/, /xml$|^text\//],
	[/^(audio|video|application)\/(ogg|mp4|m4a|m4v|quicktime|webm|matroska|asf)/, /^(audio|video)\//],
	[/^(audio|video)\//, /^(audio|video)\//],
	[/^image\/(heic|heif|avif)/, /^image\/(heic|heif|avif)/],
	[/^text\//, /^text\//]
];

/**
 * Whether a file is what it was said to be, by its first bytes. What has no signature, such as text,
 * may be called anything that has none; what is called nothing in particular is only ever saved.
 */
export async function isAsDeclared(declared: string, head: Uint8Array): Promise<boolean> {
	const said = plain(declared);
	if (said === UNSAID) return true;
	// Those that are shown are known the way they are when they are served.
	const picture = imageType(head);
	if (picture !== undefined) return picture === said;
	// Thirty modules that no start of a server needs.
	const { fileTypeFromBuffer, supportedMimeTypes } = await import('file-type');
	const detected = await fileTypeFromBuffer(head);
	// Pictures and PDF are shown as such, so these must prove it.
	if (detected === undefined)
		return said !== 'application/pdf' && !(isPicture(said) && supportedMimeTypes.has(said));
	const found = plain(detected.mime);
	return found === said || FAMILIES.some(([these, those]) => these.test(found) && those.test(said));
}

/** A type in one spelling: no parameters, no `x-`. */
function plain(type: string): string {
	const bare = (type.split(';')[0] ?? '').trim().toLowerCase().replace('/x-', '/');
	return ALIASES.get(bare) ?? bare;
}

const isPicture = (type: string): boolean => type.startsWith('image/');
