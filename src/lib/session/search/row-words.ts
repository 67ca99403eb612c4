import { valueMarks } from '#lib/domain/query/value-marks.ts';
import { customTexts, spacedWords } from '#lib/domain/query/words.ts';
import type { RowText } from './messages.ts';

/** What the line of a ticket says, wherever a word without a field may stand. */
export function rowWords(
	row: Pick<RowText, 'number' | 'mark' | 'subject' | 'requester' | 'tags' | 'category' | 'custom'>
): string {
	const { number, mark, subject, requester, tags, category, custom } = row;
	const said = [number ?? '', mark, subject, requester ?? '', ...tags, category ?? ''];
	const words = spacedWords([...said, ...customTexts(custom)].join(' '));
	return [words, ...valueMarks(row).map((mark) => `${mark} `)].join('');
}
