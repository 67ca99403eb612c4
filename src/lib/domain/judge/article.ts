import { cellValue, ownCell, type Cells } from '../crdt/cells.ts';
import type { TypedChange } from '../changes/typed.ts';
import { isHelped } from '../knowledge/article.ts';
import { unreachable } from '../assert.ts';
import { every, permit, type Facts } from './checks.ts';
import { knownEntry } from './ticket-values.ts';
import { ACCEPTED, refused, type Verdict } from './verdict.ts';

type ArticleChange = Extract<TypedChange, { type: `article.${string}` }>;
/** Tags and opinions that an article may have seen, those taken away included. */
const SEEN_LIMIT = 500;

/** The verdict on a change to an article of the knowledge base. */
export function judgeArticle(
	state: Cells | undefined,
	change: ArticleChange,
	facts: Facts
): Verdict {
	const isThere = state !== undefined && ownCell(state, 'created') !== undefined;
	switch (change.type) {
		case 'article.create':
			return every(
				() => permit(facts, { do: 'article.write' }),
				() => (isThere ? refused('already-exists') : ACCEPTED),
				() => mayShow(facts, change.body.visibility),
				() => knownEntry(facts, 'section', change.body.section)
			);
		case 'article.field':
			return every(
				() => permit(facts, { do: 'article.write' }),
				() => (isThere ? ACCEPTED : refused('unknown-target')),
				() => judgeField(state, change.body, facts)
			);
		case 'article.element':
			if (!isThere) return refused('unknown-target');
			return judgeElement(state, change, facts);
		default:
			return unreachable(change);
	}
}

function judgeField(
	state: Cells | undefined,
	body: Extract<ArticleChange, { type: 'article.field' }>['body'],
	facts: Facts
): Verdict {
	if (body.field === 'stage' || body.field === 'visibility')
		return permit(facts, { do: 'article.publish' });
	// What others read now is for those who publish to change; drafts of it are for all who write.
	if (body.field === 'title' || body.field === 'body')
		return state !== undefined && cellValue(state, 'stage') === 'published'
			? permit(facts, { do: 'article.publish' })
			: ACCEPTED;
	return body.field === 'section' ? knownEntry(facts, 'section', body.value) : ACCEPTED;
}

/** What is shown outside is for those who publish to say, from the start. */
function mayShow(facts: Facts, visibility: string | undefined): Verdict {
	return visibility === undefined || visibility === 'staff'
		? ACCEPTED
		: permit(facts, { do: 'article.publish' });
}

function judgeElement(
	state: Cells,
	{ by, body }: Extract<ArticleChange, { type: 'article.element' }>,
	facts: Facts
): Verdict {
	const { set, element } = body;
	const prefix = `${set}/`;
	const count = Object.keys(state).filter((key) => key.startsWith(prefix)).length;
	if (count >= SEEN_LIMIT && ownCell(state, prefix + element) === undefined) return refused('full');
	if (set === 'tags' || set === 'drafts') return permit(facts, { do: 'article.write' });
	return every(
		() => permit(facts, { do: 'workspace.read' }),
		() => (isHelped(by, element) ? ACCEPTED : refused('not-yours'))
	);
}
