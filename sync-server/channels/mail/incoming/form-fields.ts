/** The fields of a form, the first of each name, as bytes: a raw message is of no character set. */
export type FormFields = ReadonlyMap<string, Buffer>;

const PARTS = 200;
const HEADER_BYTES = 4_096;
const END_OF_HEADER = Buffer.from('\r\n\r\n');

/** Reads `multipart/form-data` (RFC 7578) or `application/x-www-form-urlencoded`; undefined for others. */
export function formFields(
	type: string,
	contentType: string,
	body: Buffer
): FormFields | undefined {
	if (type === 'application/x-www-form-urlencoded') return urlEncoded(body);
	if (type !== 'multipart/form-data') return undefined;
	const [, quoted, plain] =
		/;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
	const boundary = quoted ?? plain;
	return boundary === undefined ? undefined : multipart(boundary, body);
}

function urlEncoded(body: Buffer): FormFields {
	const fields = new Map<string, Buffer>();
	for (const [name, value] of new URLSearchParams(body.toString('latin1')))
		if (fields.size < PARTS && !fields.has(name)) fields.set(name, Buffer.from(value));
	return fields;
}

function multipart(boundary: string, body: Buffer): FormFields {
	const fields = new Map<string, Buffer>();
	const line = Buffer.from(`\r\n--${boundary}`);
	// The first boundary stands at the very beginning, without a line end before it.
	let at = body.indexOf(line.subarray(2));
	for (let part = 0; part < PARTS && at >= 0; part += 1) {
		const start = body.indexOf('\r\n', at + line.length - 2);
		const end = start < 0 ? -1 : body.indexOf(line, start);
		if (end < 0) break;
		readPart(body.subarray(start + 2, end), fields);
		at = end + 2;
	}
	return fields;
}

function readPart(part: Buffer, fields: Map<string, Buffer>): void {
	const headerEnd = part.subarray(0, HEADER_BYTES).indexOf(END_OF_HEADER);
	if (headerEnd < 0) return;
	const header = part.toString('utf8', 0, headerEnd);
	const name = /^content-disposition:[^\r\n]*?;\s*name="([^"\r\n]*)"/im.exec(header)?.[1];
	if (name !== undefined && !fields.has(name))
		fields.set(name, part.subarray(headerEnd + END_OF_HEADER.length));
}
