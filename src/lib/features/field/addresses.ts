/** The address of a visit. */
export function visitHref(ticket: string, visit: string): string {
	return `/visits/${ticket}/${visit}`;
}

/** Where the bytes of a file of a ticket are. */
export function fileHref(ticket: string, message: string, file: string): string {
	return `/api/threads/ticket.${ticket}/messages/${message}/files/${file}`;
}

/** A map of an address: the phone's own where it has one for such links, else one on the web. */
export function mapHref(address: string, userAgent: string): string {
	const query = encodeURIComponent(address.replace(/\s*\n\s*/g, ', '));
	return /Android/.test(userAgent)
		? `geo:0,0?q=${query}`
		: `https://www.openstreetmap.org/search?query=${query}`;
}

/** A number to call; what people write between digits is left out. */
export function callHref(phone: string): string {
	return `tel:${phone.replace(/[^\d+*#]/g, '')}`;
}

/** A query has an end; what labels say is shorter than this. */
const LABEL_LENGTH = 80;
/** Where the labels that are printed here lead. */
const LABEL_PATH = /^\/t\/[0-9a-hjkmnp-tv-z]{26}$/;
const FIELDS_AT_ONCE = 6;

/**
 * Where a code leads: to the ticket whose address, number, mark or id it is, else to the tickets of
 * the thing that bears it: those that name it in their words, or in a field for it such as a serial
 * number. `fields` are the codes of fields that hold words.
 */
export function codeHref(code: string, origin: string, fields: readonly string[]): string {
	const text = code.trim();
	const path = pathIn(text, origin);
	if (path !== undefined) return path;
	const name = /^(?:#?(\d{1,9})|(~[0-9A-Za-z]{6})|([0-9a-hjkmnp-tv-z]{26}))$/.exec(text);
	const known = name?.[1] ?? name?.[2] ?? name?.[3];
	if (known !== undefined) return `/t/${encodeURIComponent(known)}`;
	const label = `"${text.replaceAll('"', ' ').slice(0, LABEL_LENGTH)}"`;
	const places = fields.slice(0, FIELDS_AT_ONCE).map((field) => `${field}:${label}`);
	return `/search?q=${encodeURIComponent([label, ...places].join(' OR '))}`;
}

/** The place in this app that an address names. Labels outlive the address that their server had. */
function pathIn(text: string, origin: string): string | undefined {
	if (!URL.canParse(text)) return undefined;
	const { pathname, origin: from } = new URL(text);
	const isHere = from === origin && /^\/(t|tickets|visits)\/./.test(pathname);
	// An id is nobody else's.
	return isHere || LABEL_PATH.test(pathname) ? pathname : undefined;
}
