import { expect, type Locator, type Page } from '@playwright/test';
import type { Colleague } from './server.ts';

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

	get ticket(): Locator {
		return this.page.getByRole('article').first();
	}

	async goOffline(): Promise<void> {
		this.#who.line.cut();
		await expect(this.#stated(/^Offline since/)).toBeVisible();
	}

	async goOnline(): Promise<void> {
		this.#who.line.mend();
		await this.settled();
	}

	/** Everything made here has been confirmed by the server. */
	async settled(): Promise<void> {
		await expect(this.#stated(/^Connected$/)).toBeVisible({ timeout: 40_000 });
		await expect(this.#stated(/^Saved$/)).toBeVisible();
	}

	/** What the status line says; on a phone the one of the page that lies on top. */
	#stated(words: RegExp): Locator {
		return this.page.getByText(words).filter({ visible: true }).last();
	}

	async open(id: string): Promise<void> {
		await this.page.goto(`${this.#who.line.address}/tickets/${id}`);
		await expect(this.ticket.getByRole('textbox', { name: 'Subject' })).toBeVisible();
	}

	/** Makes a ticket and leaves it open; gives its id. */
	async create(subject: string, description: string): Promise<string> {
		if (this.#isPhone && this.page.url().includes('/tickets/'))
			await this.page.getByRole('link', { name: 'Back' }).click();
		await this.page.getByRole('button', { name: 'New ticket' }).first().click();
		const form = this.page.getByRole('dialog');
		await form.getByRole('textbox', { name: 'Subject' }).fill(subject);
		await form.getByRole('textbox', { name: 'Description' }).fill(description);
		await form.getByRole('button', { name: 'Create ticket' }).click();
		await expect(this.ticket.getByRole('textbox', { name: 'Subject' })).toHaveValue(subject);
		return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
	}

	async setSubject(subject: string): Promise<void> {
		const field = this.ticket.getByRole('textbox', { name: 'Subject' });
		await field.fill(subject);
		await field.press('Enter');
	}

	async setPriority(priority: string): Promise<void> {
		await this.ticket.getByRole('button', { name: /^Priority/ }).click();
		await this.page.getByRole('option', { name: priority, exact: true }).click();
		await expect(this.priority).toHaveText(new RegExp(priority));
	}

	get priority(): Locator {
		return this.ticket.getByRole('button', { name: /^Priority/ });
	}

	async reply(text: string): Promise<void> {
		if (this.#isPhone)
			await this.ticket.getByRole('toolbar').getByRole('button', { name: 'Reply' }).click();
		await this.ticket.getByRole('textbox', { name: 'Reply' }).fill(text);
		await this.ticket.getByRole('button', { name: 'Send reply' }).click();
		await expect(this.message(text)).toBeVisible();
	}

	message(text: string): Locator {
		return this.page.getByRole('log').getByText(text);
	}

	async take(): Promise<void> {
		await this.ticket.getByRole('button', { name: 'Take', exact: true }).click();
	}

	get assignee(): Locator {
		return this.ticket.getByRole('button', { name: /^Assignee/ });
	}

	async close(reason: string): Promise<void> {
		await this.ticket.getByRole('button', { name: 'More', exact: true }).first().click();
		await this.page.getByRole('menuitem', { name: 'Close without solving' }).click();
		const form = this.page.getByRole('dialog');
		await form.getByRole('button', { name: 'Close ticket' }).click();
		await expect(form.getByText('A closed ticket needs a reason.')).toBeVisible();
		await form.getByRole('textbox', { name: 'Reason' }).fill(reason);
		await form.getByRole('button', { name: 'Close ticket' }).click();
		await expect(this.status).toHaveText(/Closed/);
	}

	get status(): Locator {
		return this.ticket.getByRole('button', { name: /^Status/ });
	}

	/** What stands at the top of a ticket: its number, or its mark until it has one. */
	get name(): Locator {
		return this.ticket.getByTitle('Copy the number');
	}
}
