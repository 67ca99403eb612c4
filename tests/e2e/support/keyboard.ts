import { expect, type Locator, type Page } from '@playwright/test';

/** Where the focus is, in words; a complaint when it is nowhere or cannot be seen. */
export async function focusOf(page: Page): Promise<string> {
	return page.evaluate(() => {
		const active = document.activeElement;
		if (!(active instanceof HTMLElement) || active === document.body) return 'lost';
		const name = `${active.tagName} ${active.getAttribute('aria-label') ?? active.textContent}`;
		const isTyped = active.matches('input:not([type=radio], [type=checkbox]), textarea');
		const { left, top, right, bottom } = active.getBoundingClientRect();
		const isInside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
		if (!isInside) return `outside the window: ${name}`;
		// A radio button hides behind its label, which then has the ring.
		const around = [active, active.parentElement].flatMap((one) => one ?? []);
		const isRinged = around.some((one) => {
			const { outlineStyle, outlineWidth } = getComputedStyle(one);
			return outlineStyle !== 'none' && outlineWidth !== '0px';
		});
		// In a field the caret shows where one is.
		return isRinged || isTyped ? `seen: ${name}` : `unseen: ${name}`;
	});
}

/** Somebody who works with the keys alone, and wants to know where they are after each of them. */
export class Keyboard {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** After each of the keys, the focus is somewhere and can be seen. */
	async press(...keys: readonly string[]): Promise<void> {
		for (const key of keys) {
			await this.#page.keyboard.press(key);
			await this.isSeen(key);
		}
	}

	/** Keys that lead to another page, which one enters from its top like any other. */
	async go(...keys: readonly string[]): Promise<void> {
		for (const key of keys) await this.#page.keyboard.press(key);
	}

	async type(text: string): Promise<void> {
		await this.#page.keyboard.type(text);
	}

	/** Goes on with Tab until something has the focus. */
	async tabTo(target: Locator): Promise<void> {
		await expect(target).toBeVisible();
		const isThere = () => target.evaluate((element) => element === document.activeElement);
		for (let steps = 0; !(await isThere()); steps += 1) {
			if (steps > 60) throw new Error(`${target.toString()} is not reached with Tab.`);
			await this.press('Tab');
		}
	}

	async isSeen(after: string): Promise<void> {
		await expect
			.poll(() => focusOf(this.#page), { message: `the focus after ${after}`, timeout: 10_000 })
			.toMatch(/^seen/);
	}
}
