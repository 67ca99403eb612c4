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

/**
 * Where a code leads: to the ticket whose address, number, mark or id it is, else to a search for
 * it, as for the label of a device.
 */
export function codeHref(code: string, origin: string): string {
	const text = code.trim();
	const path = URL.canParse(text) && new URL(text).origin === origin ? new URL(text).pathname : '';
	if (/^\/(t|tickets|visits)\/./.test(path)) return path;
	const name = /^(?:#?(\d{1,9})|(~[0-9A-Za-z]{6})|([0-9a-hjkmnp-tv-z]{26}))$/.exec(text);
	const known = name?.[1] ?? name?.[2] ?? name?.[3];
	if (known !== undefined) return `/t/${encodeURIComponent(known)}`;
	return `/search?q=${encodeURIComponent(`"${text.replaceAll('"', ' ')}"`)}`;
}
