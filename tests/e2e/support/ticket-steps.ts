import { expect, type Locator, type Page } from '@playwright/test';
import type { Colleague } from './server.ts';
import type { MessageKey } from './words.ts';

/** What people do with tickets, by what stands on the screen; the same on a phone. */
export class TicketSteps {
	readonly #who: Colleague;
	readonly #isPhone: boolean;

	constructor(who: Colleague, isPhone: boolean) {
		this.#who = who;
		this.#isPhone = isPhone;
	}

	get page(): Page {
		return this.#who.page;
	}

	#word(key: MessageKey): string {
		return this.#who.word(key);
	}

	#startingWith(key: MessageKey): RegExp {
		return new RegExp(`^${this.#word(key)}`);
	}

	get ticket(): Locator {
		return this.page.getByRole('article').first();
	}

	async goOffline(): Promise<void> {
		await this.#who.unplug();
		await expect(this.#stated('shell.status.offline')).toBeVisible();
	}

	async goOnline(): Promise<void> {
		await this.#who.plugIn();
		await this.settled();
	}

	/** Everything made here has been confirmed by the server. */
	async settled(): Promise<void> {
		await expect(this.#stated('shell.status.connected')).toBeVisible({ timeout: 40_000 });
		await expect(this.#stated('shell.status.saved')).toBeVisible();
	}

	/** What the status line says; on a phone the one of the page that lies on top. */
	#stated(key: MessageKey): Locator {
		const words = this.#word(key);
		const isWhole = !words.includes('{');
		const start = words.split('{')[0] ?? '';
		return this.page
			.getByText(isWhole ? words : new RegExp(`^${start}`), { exact: isWhole })
			.filter({ visible: true })
			.last();
	}

	async open(id: string): Promise<void> {
		await this.page.goto(`${this.#who.line.address}/tickets/${id}`);
		await expect(
			this.ticket.getByRole('textbox', { name: this.#word('tickets.field.subject') })
		).toBeVisible();
	}

	/** Makes a ticket and leaves it open; gives its id. */
	async create(subject: string, description: string): Promise<string> {
		if (this.#isPhone && this.page.url().includes('/tickets/'))
			await this.page.getByRole('link', { name: this.#word('shell.back') }).click();
		await this.page
			.getByRole('button', { name: this.#word('tickets.action.create') })
			.first()
			.click();
		const form = this.page.getByRole('dialog');
		await form.getByRole('textbox', { name: this.#word('tickets.field.subject') }).fill(subject);
		await form.getByRole('textbox', { name: this.#word('tickets.description') }).fill(description);
		await form.getByRole('button', { name: this.#word('tickets.create.do') }).click();
		await expect(
			this.ticket.getByRole('textbox', { name: this.#word('tickets.field.subject') })
		).toHaveValue(subject);
		return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
	}

	async setSubject(subject: string): Promise<void> {
		const field = this.ticket.getByRole('textbox', { name: this.#word('tickets.field.subject') });
		await field.fill(subject);
		await field.press('Enter');
	}

	async setPriority(priority: string): Promise<void> {
		await this.ticket
			.getByRole('button', { name: this.#startingWith('tickets.field.priority') })
			.click();
		await this.page.getByRole('option', { name: priority, exact: true }).click();
		await expect(this.priority).toHaveText(new RegExp(priority));
	}

	get priority(): Locator {
		return this.ticket.getByRole('button', { name: this.#startingWith('tickets.field.priority') });
	}

	async reply(text: string): Promise<void> {
		if (this.#isPhone)
			await this.ticket
				.getByRole('toolbar')
				.getByRole('button', { name: this.#word('tickets.reply') })
				.click();
		await this.ticket.getByRole('textbox', { name: this.#word('tickets.reply') }).fill(text);
		await this.ticket.getByRole('button', { name: this.#word('tickets.sendReply') }).click();
		await expect(this.message(text)).toBeVisible();
	}

	message(text: string | RegExp): Locator {
		return this.page.getByRole('log').getByText(text);
	}

	async take(): Promise<void> {
		await this.ticket
			.getByRole('button', { name: this.#word('tickets.action.take'), exact: true })
			.click();
	}

	get assignee(): Locator {
		return this.ticket.getByRole('button', { name: this.#startingWith('tickets.field.assignee') });
	}

	async close(reason: string): Promise<void> {
		await this.ticket.getByRole('button', { name: this.#word('tickets.more.ticket') }).click();
		await this.page.getByRole('menuitem', { name: this.#word('tickets.action.close') }).click();
		const form = this.page.getByRole('dialog');
		await form.getByRole('button', { name: this.#word('tickets.finish.reason.do') }).click();
		await expect(form.getByText(this.#word('errors.refusal.needs-reason'))).toBeVisible();
		await form
			.getByRole('textbox', { name: this.#word('tickets.finish.reason.label') })
			.fill(reason);
		await form.getByRole('button', { name: this.#word('tickets.finish.reason.do') }).click();
		await expect(this.status).toContainText(this.#word('entries.status.closed'));
	}

	get status(): Locator {
		return this.ticket.getByRole('button', { name: this.#startingWith('tickets.field.status') });
	}

	/** What stands at the top of a ticket: its number, or its mark until it has one. */
	get name(): Locator {
		return this.ticket.getByTitle(this.#word('tickets.action.copyName'));
	}
}
