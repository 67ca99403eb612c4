import PostalMime, { type Email } from 'postal-mime';
import { readingOf } from './charsets.ts';
import { MAIL_LIMITS } from './limits.ts';
import { library, type Part } from './postal-mime.decode.ts';

/**
 * postal-mime decodes text as its label says; much real mail is labelled wrongly or not at all. This
 * is the one place where a part's bytes and label can both be seen, so the reading is chosen here.
 * The method is not part of the library's public interface: the tests of odd character sets hold it.
 */
class CharsetAwareParser extends PostalMime {
	async collectNode(part: Part, alternative: Part | false, related: boolean): Promise<void> {
		const { value, params } = part.contentType.parsed;
		if (part.content !== null && /^text\/(?:plain|html|calendar)$/.test(value)) {
			const bytes = new Uint8Array(part.content);
			const reading = readingOf(bytes, params['charset'], value === 'text/html');
			params['charset'] = 'label' in reading ? reading.label : 'utf-8';
			if ('text' in reading) part.content = encode(reading.text);
		}
		await library.collectNode.call(this, part, alternative, related);
	}
}

function encode(text: string): ArrayBuffer {
	return new Uint8Array(new TextEncoder().encode(text)).buffer;
}

/** Takes a message apart; throws when it is deeper or has larger headers than the limits. */
export function parseMime(raw: Uint8Array): Promise<Email> {
	const parser = new CharsetAwareParser({
		forceRfc822Attachments: true,
		maxNestingDepth: MAIL_LIMITS.depth,
		maxHeadersSize: MAIL_LIMITS.headerBytes * 2
	});
	return parser.parse(raw);
}
