import { lift } from '#lib/domain/changes/lift.ts';
import { joinCells, type Cells } from '#lib/domain/crdt/cells.ts';
import { readArticle } from '#lib/domain/knowledge/article.ts';
import { stampMs } from '#lib/domain/stamp.ts';
import type { ArticleVersion } from '#lib/protocol/help.ts';
import type { OrgUnit } from '../../pipeline/org-unit.ts';
import { readLogRow } from '../../pipeline/record.ts';

/** Versions that are looked through. */
const MOST = 1_000;

/** An article's words as they were after each change of them, newest first. */
export function readVersions(unit: OrgUnit, id: string): ArticleVersion[] {
	const versions: ArticleVersion[] = [];
	let cells: Cells = {};
	for (const row of unit.store.recentChanges(`article.${id}`, MOST).reverse()) {
		const { typed } = readLogRow(row);
		if (typed === undefined) continue;
		const before = readArticle(cells);
		cells = joinCells(cells, lift(typed));
		const after = readArticle(cells);
		if (after === undefined || (before?.title === after.title && before.body === after.body))
			continue;
		const { id: changeId, by, at } = typed;
		const { title, body } = after;
		versions.push({ change: changeId, by, atMs: stampMs(at), title, body });
	}
	return versions.reverse();
}
