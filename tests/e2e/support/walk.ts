import { expect, type Locator, type Page } from '@playwright/test';
import { focusOf } from './keyboard.ts';
import { lookFor, visit } from './looks.ts';
import { word, type Locale, type MessageKey } from './words.ts';

/** Goes from screen to screen by keys, and looks at each. */
export class Walk {
	readonly page: Page;
	readonly #locale: Locale;

	constructor(page: Page, locale: Locale) {
		this.page = page;
		this.#locale = locale;
	}

	word(key: MessageKey, values: Readonly<Record<string, string>> = {}): string {
		return word(this.#locale, key, values);
	}

	/** What is called so, whatever values its name has or ends with. */
	named(
		role: 'button' | 'radio' | 'menuitem',
		key: MessageKey,
		within: Page | Locator = this.page
	): Locator {
		const parts = this.word(key).split(/\{\w+\}/);
		const start = parts.map((part) => part.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&')).join('.*');
		return within.getByRole(role, { name: new RegExp(`^${start}(:.*)?$`, 's') }).first();
	}

	async at(path: string, content: string): Promise<void> {
		await visit(this.page, path);
		await this.page.locator(content).first().waitFor();
		await this.look(path.replace(/[0-9a-z]{26}/g, '…'));
	}

	/** No barriers, and nothing beyond the edges. */
	async look(place: string): Promise<void> {
		expect.soft(await this.page.evaluate(beyondTheEdges), place).toEqual([]);
		await lookFor(this.page, place);
	}

	/** Opens something by key from where it is offered. */
	async open(opener: Locator, role: 'dialog' | 'menu' | 'listbox' = 'dialog'): Promise<Locator> {
		await opener.press('Enter');
		const opened = this.page.getByRole(role).last();
		await opened.waitFor();
		return opened;
	}

	/** Leaves by Escape; whoever does stands somewhere that can be seen. */
	async leave(opened: Locator, place: string): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.#gone(opened, place);
	}

	/** Leaves what something was typed in, which asks before that goes. */
	async discard(opened: Locator, place: string): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.look(`${place}, when it is left`);
		await this.named('button', 'dialog.discard', opened).press('Enter');
		await this.#gone(opened, place);
	}

	async #gone(opened: Locator, place: string): Promise<void> {
		await opened.waitFor({ state: 'hidden' });
		await expect
			.soft(async () => expect(await focusOf(this.page)).toMatch(/^seen/), `focus after ${place}`)
			.toPass({ timeout: 10_000 });
	}

	/** Opens it, looks, and leaves. */
	async through(
		opener: Locator,
		place: string,
		role: 'dialog' | 'menu' | 'listbox' = 'dialog'
	): Promise<void> {
		const opened = await this.open(opener, role);
		await this.look(place);
		await this.leave(opened, place);
	}
}

/** Runs in the page: what reaches out of the window, or is cut off without a sign that there is more. */
function beyondTheEdges(): string[] {
	// What is gone through sideways, or is for those who listen.
	const isMeant = (element: Element) =>
		element.closest('pre, .board, main > nav, [role=toolbar], .visually-hidden') !== null;
	const told = (element: Element, why: string) =>
		`${element.tagName}.${element.className} ${why}: ${(element.textContent ?? '').slice(0, 60)}`;
	const isCut = (element: Element) => {
		const { overflowX, textOverflow } = getComputedStyle(element);
		const isField = element.matches('textarea, input, select');
		const isWhole = overflowX === 'visible' && element !== document.documentElement;
		const { clientWidth, scrollWidth } = element;
		const isTooWide = clientWidth > 1 && scrollWidth > clientWidth + 1;
		return isTooWide && !isWhole && !isField && textOverflow !== 'ellipsis';
	};
	const isOutside = (element: Element) => {
		const { left, right, width } = element.getBoundingClientRect();
		const isControl = element.matches('a, button, input, select, textarea');
		return isControl && width > 1 && (left < -1 || right > innerWidth + 1);
	};
	return [...document.querySelectorAll('html, body *')]
		.filter((element) => !isMeant(element))
		.flatMap((element) => [
			...(isCut(element)
				? [told(element, `has ${element.scrollWidth} in ${element.clientWidth}`)]
				: []),
			...(isOutside(element) ? [told(element, 'is outside')] : [])
		]);
}
