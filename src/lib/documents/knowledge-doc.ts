import type * as Y from 'yjs';
import type { Cells } from '#lib/domain/crdt/cells.ts';
import type { Stamp } from '#lib/domain/stamp.ts';
import { rootMap } from './records.ts';

/** `knowledge.<org>`: the articles of an organisation, drafts included, for all staff. */
export const ARTICLES_ROOT = 'articles';

/** An article's cells, and the stamps that a change to it states as seen. */
export interface ArticleRecord {
	readonly cells: Cells;
	readonly heads: readonly Stamp[];
}

/** All articles by id. */
export function readArticles(doc: Y.Doc): Map<string, ArticleRecord> {
	return new Map(rootMap(doc, ARTICLES_ROOT).entries() as Iterable<never>);
}
