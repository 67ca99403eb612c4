import { expect, it } from 'vitest';
import { PIXEL_GIF } from '../../../tests/mail/fixtures/bytes.ts';
import { sanitiseMailHtml } from './html.ts';
import { MAIL_LIMITS } from './limits.ts';

it('puts no more pictures into a page than it can bear, and else their description', () => {
	const bytes = Buffer.alloc(MAIL_LIMITS.inlineImageBytes / 2 + 1);
	bytes.set(PIXEL_GIF);
	const pictures = ['a', 'b'].map((contentId) => ({ contentId, bytes }));
	const { html } = sanitiseMailHtml('<img src="cid:a"><img src="cid:b" alt="B">', pictures);
	expect(html.match(/<img/g)).toHaveLength(1);
	expect(html).toContain('<span>B</span>');
});
