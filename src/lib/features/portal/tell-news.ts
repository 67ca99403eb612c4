import { goto } from '$app/navigation';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import type { News, Notices } from './notices.svelte.ts';
import type { Line } from './parts.ts';
import { statusName } from './status.ts';
import { authorName } from './words.ts';

interface Seen {
	/** Where its pages are. */
	readonly home: string;
	/** Whether somebody looks at this page. */
	readonly isSeen: boolean;
	/** The request on screen. */
	readonly shownId: string | undefined;
}

/** Says what is new: on the page to whoever looks at another part of it, else outside. */
export function tellNews(
	notices: Notices,
	lines: readonly Line[],
	{ home, isSeen, shownId }: Seen
): void {
	for (const news of notices.take(lines)) {
		const said = wordsOf(news);
		if (!isSeen) void notices.show(news, news.line.subject, said).catch(() => undefined);
		else if (news.id !== shownId)
			toast({
				text: t('portal.news.said', { subject: news.line.subject, said }),
				action: { label: t('portal.news.open'), run: () => void goto(`${home}/${news.id}`) }
			});
	}
}

function wordsOf({ what, line: { row } }: News): string {
	if (row === null) return '';
	if (what === 'status' || row.last === null)
		return t('portal.news.now', { status: statusName(row.status) });
	return t('portal.news.answered', { name: authorName(row.last) });
}
