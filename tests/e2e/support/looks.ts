import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The criteria of WCAG 2.2, levels A and AA. */
const CRITERIA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SHUTS_OUT: ReadonlySet<unknown> = new Set(['serious', 'critical']);

/** Says what on a page would keep somebody from using it, and goes on. */
export async function lookFor(page: Page, place: string): Promise<void> {
	// The other mode opens a page of its own for each look, which takes longer than looking.
	const axe = new AxeBuilder({ page }).withTags(CRITERIA).setLegacyMode();
	const { violations } = await axe.analyze();
	const barriers = violations
		.filter(({ impact }) => SHUTS_OUT.has(impact))
		.flatMap(({ id, nodes }) =>
			nodes.map(({ target, html, failureSummary }) => [id, target.join(' '), html, failureSummary])
		);
	expect.soft(barriers, place).toEqual([]);
}

/** Follows a link to a place, as the app itself would, without loading it anew. */
export async function visit(page: Page, path: string): Promise<void> {
	await page.evaluate((href) => {
		const link = document.createElement('a');
		link.href = href;
		document.body.append(link);
		link.click();
		link.remove();
	}, path);
	await expect.poll(() => new URL(page.url()).pathname + new URL(page.url()).search).toBe(path);
}
