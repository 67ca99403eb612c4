import type { Desk } from '#lib/session/desk.ts';
import type { RowScope } from '#lib/session/desk/views.ts';
import { boardHref, listHref } from '../addresses.ts';
import { loadQuestions } from '../questions.ts';
import { viewQuery, type CustomView } from './custom-views.ts';

/** Where a view that somebody made opens: in its team's list, else in the scope one is in. */
export async function viewHref(desk: Desk, view: CustomView, scope: RowScope): Promise<string> {
	const { namedText } = await loadQuestions();
	const wanted = viewQuery(namedText(desk, view.query), view.team ? { team: view.team } : scope);
	return view.layout === 'board' ? boardHref(wanted) : listHref(wanted);
}
