import { expect, type Page } from '@playwright/test';

/** Leads to a channel that stands in the list. */
export async function openChannel(page: Page, name: string): Promise<void> {
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Chat' }).click();
	const list = page.getByRole('navigation', { name: 'Conversations' });
	await list.getByRole('link', { name: new RegExp(`^${name}`) }).click();
	await expect(composer(page, name)).toBeVisible();
}

/** Where one writes to a channel or a person. */
export function composer(page: Page, name: string) {
	return page.getByRole('textbox', { name: `Write to ${name}` });
}

export async function say(page: Page, to: string, text: string): Promise<void> {
	await composer(page, to).fill(text);
	await composer(page, to).press('Enter');
	await expect(message(page, text)).toBeVisible();
}

export function message(page: Page, text: string) {
	return page.getByRole('log', { name: 'Messages' }).getByRole('article').filter({ hasText: text });
}

/** Makes a channel with somebody and opens it. */
export async function createChannel(page: Page, name: string, member: string): Promise<void> {
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Chat' }).click();
	await page.getByRole('button', { name: 'New channel' }).click();
	const dialog = page.getByRole('dialog', { name: 'New channel' });
	await dialog.getByLabel('Name').fill(name);
	await dialog.getByRole('button', { name: 'Add people' }).click();
	await page.getByRole('combobox', { name: 'Add people' }).fill(member);
	await page.getByRole('option', { name: member }).click();
	await page.keyboard.press('Escape');
	await dialog.getByRole('button', { name: 'Create channel' }).click();
	await expect(composer(page, name)).toBeVisible();
	await settled(page);
}

/** A device that has tried in vain for a while takes its time before it tries again. */
export const onReturn = expect.configure({ timeout: 40_000 });

/** Waits until everything that was done here has been confirmed. */
export async function settled(page: Page): Promise<void> {
	const status = page.getByRole('button', { name: /^Connected\s*Saved$/ });
	await onReturn(status).toBeVisible();
}

export async function offline(page: Page): Promise<void> {
	await expect(page.getByRole('button', { name: /^Offline since/ })).toBeVisible();
}
