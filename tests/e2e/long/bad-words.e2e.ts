import type { Locator } from '@playwright/test';
import { newEntry, saveEntry } from '../support/catalogues.ts';
import { expect, test } from '../support/server.ts';

/** The 31st of March, and then of February. */
async function typeNoDay(field: Locator): Promise<void> {
	const { keyboard } = field.page();
	await field.focus();
	await keyboard.type('03312030');
	await keyboard.press('ArrowLeft');
	await keyboard.press('ArrowLeft');
	await keyboard.type('02');
}

test('a request that lacks what its form asks for by now is mended, and not typed anew', async ({
	newColleague
}) => {
	const [hannah, ada] = [await newColleague({ phone: true }), await newColleague()];
	const page = await hannah.open('/sign-in');
	await page.getByRole('button', { name: 'Hannah Krüger' }).click();
	await expect(page.getByRole('link', { name: 'New request' })).toBeVisible();
	await hannah.unplug();
	await page.getByRole('link', { name: 'New request' }).click();
	const subject = page.getByRole('textbox', { name: 'What is it about?' });
	// What is missing is not hidden below the header.
	const viewport = page.viewportSize() ?? { width: 360, height: 740 };
	await page.setViewportSize({ ...viewport, height: 420 });
	const top = async (of: Locator) => (await of.boundingBox())?.y ?? NaN;
	const header = 52;
	await subject.evaluate(
		(field, y) => scrollBy(0, field.getBoundingClientRect().y - y),
		header / 2
	);
	expect(await top(subject)).toBeLessThan(header);
	await page.getByRole('button', { name: 'Send' }).dispatchEvent('click');
	await expect(subject).toBeFocused();
	await expect.poll(() => top(subject)).toBeGreaterThanOrEqual(header);
	await page.setViewportSize(viewport);
	await subject.fill('The lift stands');
	await page.getByRole('textbox', { name: 'What happened' }).fill('Between two floors.');

	const desk = await ada.signIn('Ada Okafor');
	for (const [name, kind] of [
		['Floor', 'number'],
		['Since when', 'date']
	] as const) {
		const dialog = await newEntry(desk, ada, 'field', name);
		await dialog.getByLabel('Kind').selectOption(kind);
		await dialog.getByLabel('Asked in the portal').check();
		if (kind === 'number') await dialog.getByLabel('Required before the ticket is done').check();
		await saveEntry(desk, name);
	}

	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText('Waits for the network', { exact: true })).toBeVisible();
	await hannah.plugIn();
	await expect(page.getByText('Not taken')).toBeVisible();
	await page.getByRole('button', { name: 'Change' }).click();
	const form = page.getByRole('form', { name: 'Change' });
	const floor = form.getByRole('textbox', { name: 'Floor' });
	await expect(form.getByText('Please fill this in.')).toBeVisible();
	await floor.fill('1234567890123456');
	await expect(form.getByText('Please write a number of at most 15 digits.')).toBeVisible();
	await form.getByRole('button', { name: 'Send' }).click();
	await expect(floor).toBeFocused();
	await floor.fill('2');
	await page.reload();
	await page.getByRole('button', { name: 'Change' }).click();
	await expect(floor).toHaveValue('2');
	// A day that there is none of is not the same as none.
	const since = form.getByLabel('Since when');
	await typeNoDay(since);
	await form.getByRole('button', { name: 'Send' }).click();
	await expect(since).toBeFocused();
	await since.fill('2026-02-28');
	await form.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText(/^#\d+$/)).toBeVisible();
	await expect(page.getByText('Between two floors.')).toBeVisible();
	await expect(page.getByText('Not taken')).toBeHidden();
});

test('what a form on site cannot hold is said, and what was there before stays', async ({
	newColleague
}) => {
	const [ada, phone] = [await newColleague(), await newColleague({ phone: true })];
	const desk = await ada.signIn('Ada Okafor');
	for (const [name, kind] of [
		['Meter reading', 'number'],
		['Next service', 'date']
	] as const) {
		const dialog = await newEntry(desk, ada, 'field', name);
		await dialog.getByLabel('Kind').selectOption(kind);
		await saveEntry(desk, name);
	}
	const page = await phone.open('/sign-in');
	await page.getByRole('button', { name: 'Pieter van der Berg' }).click();
	await page
		.getByRole('region', { name: /^Today/ })
		.getByRole('link')
		.first()
		.click();
	await phone.unplug();
	const [reading, service] = [page.getByLabel('Meter reading'), page.getByLabel('Next service')];
	await reading.fill('417,5');
	await service.fill('2030-02-28');
	await reading.focus();
	await reading.fill('about 420');
	await reading.blur();
	await expect(page.getByText('Write a number of at most 15 digits.')).toBeVisible();
	await expect(reading).toHaveValue('about 420');
	// There is no 31 February: nothing is written in the place of what was there.
	await typeNoDay(service);
	await service.blur();
	await expect(service).toHaveAttribute('aria-invalid', 'true');
	await page.reload();
	await expect(reading).toHaveValue('417.5');
	await expect(service).toHaveValue('2030-03-31');

	// Thirty metres are written, not tapped; and what is being typed outlasts a way back.
	await page.getByRole('combobox', { name: 'Name or number of a part' }).fill('Cable');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	const metres = page.getByRole('textbox', { name: 'How many: Cable' });
	await metres.fill('30,5');
	await metres.press('Enter');
	await reading.fill('418');
	await page.goBack();
	await page.goForward();
	await expect(reading).toHaveValue('418');
	await expect(metres).toHaveValue('30.5');
});
