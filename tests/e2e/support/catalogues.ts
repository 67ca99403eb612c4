import { expect, type Page } from '@playwright/test';
import type { Colleague } from './server.ts';

/** Opens the dialog for a new entry of a catalogue and gives it an English name. */
export async function newEntry(page: Page, who: Colleague, catalogue: string, name: string) {
	await page.goto(`${who.line.address}/admin/catalogues/${catalogue}`);
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('English').first().fill(name);
	return dialog;
}

/** Keeps what the dialog says. */
export async function saveEntry(page: Page, name: string): Promise<void> {
	await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('button', { name }).first()).toBeVisible();
}
