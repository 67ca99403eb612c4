import type { Notice, VisitNews } from '#lib/documents/user-doc.ts';
import type { Desk } from '#lib/session/desk.ts';

/** Something that was planned for me and that I have not looked at. */
export interface News {
	readonly id: string;
	readonly kind: VisitNews;
	readonly target: string;
	readonly atMs: number;
}

const isNews = (kind: Notice['kind']): kind is VisitNews => kind.startsWith('visit');

/** What I have not seen of each visit, the newest first. */
export function newsOf(notices: Desk['mine']['notices']): ReadonlyMap<string, readonly News[]> {
	const news = new Map<string, News[]>();
	for (const { id, notice } of notices) {
		const { kind, visit, target, atMs } = notice;
		if (visit === undefined || !isNews(kind)) continue;
		news.set(visit, [...(news.get(visit) ?? []), { id, kind, target, atMs }]);
	}
	return news;
}

/** What a visit is to whoever goes there: new, even when it was also changed since. */
export function standingOf(news: readonly News[] | undefined): VisitNews | undefined {
	const [newest] = news ?? [];
	if (newest === undefined || newest.kind === 'visit-gone') return newest?.kind;
	return news?.some(({ kind }) => kind === 'visit') ? 'visit' : 'visit-changed';
}
