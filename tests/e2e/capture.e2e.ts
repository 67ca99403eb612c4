import type { Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { expect, test } from './support/server.ts';
import { TicketSteps } from './support/ticket-steps.ts';

const usual = config.use?.launchOptions;
// A camera and a screen made up by the browser, and nobody to ask.
test.use({
	launchOptions: {
		...usual,
		args: [
			...(usual?.args ?? []),
			'--use-fake-device-for-media-stream',
			'--use-fake-ui-for-media-stream'
		]
	}
});

const added = (page: Page) => page.getByRole('list', { name: 'Files of this message' });
const pictures = (page: Page) => page.getByRole('list', { name: 'Attachments' }).locator('img');

/** Until each picture shows more than one colour: what a camera or a screen shows does. */
async function expectDrawn(page: Page, count: number): Promise<void> {
	// A small picture gives way to the whole one meanwhile, so they are looked for anew each time.
	await expect
		.poll(() =>
			pictures(page).evaluateAll((all) =>
				all.map((img) => {
					if (!(img instanceof HTMLImageElement) || img.naturalWidth === 0) return 0;
					const canvas = new OffscreenCanvas(img.naturalWidth, img.naturalHeight);
					const pen = canvas.getContext('2d');
					pen?.drawImage(img, 0, 0);
					const seen = pen?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
					const colours = new Set<number>();
					for (let at = 0; at < seen.length; at += 404)
						colours.add((seen[at] ?? 0) * 65_536 + (seen[at + 1] ?? 0) * 256 + (seen[at + 2] ?? 0));
					return Math.min(colours.size, 2);
				})
			)
		)
		.toEqual(Array.from({ length: count }, () => 2));
}

test(
	'a photo and a picture of the screen are taken without network, and reach a colleague',
	{ tag: '@long' },
	async ({ newColleague }) => {
		const [meisDevice, lucasDevice] = [await newColleague(), await newColleague()];
		await meisDevice.signIn('Mei Tanaka');
		await lucasDevice.signIn('Luca Moretti');
		const [mei, luca] = [new TicketSteps(meisDevice, false), new TicketSteps(lucasDevice, false)];
		const id = await mei.create('Paper jam', 'In the large printer.');
		await mei.settled();
		await mei.goOffline();

		const attach = mei.ticket.getByRole('button', { name: 'Attach' });
		await attach.click();
		await mei.page.getByRole('menuitem', { name: 'Take a photo' }).click();
		const camera = mei.page.getByRole('dialog', { name: 'Take a photo' });
		await camera.getByRole('button', { name: 'Take it' }).click();
		await expect(camera).toBeHidden();
		await expect(added(mei.page).getByText(/^photo-.*\.jpg$/)).toBeVisible();

		await attach.click();
		await mei.page.getByRole('menuitem', { name: 'Capture the screen' }).click();
		await expect(added(mei.page).getByText(/^screenshot-.*\.png$/)).toBeVisible();
		await expect(added(mei.page).getByText('Adding')).toBeHidden();

		await mei.ticket.getByRole('button', { name: 'Send reply' }).click();
		await expectDrawn(mei.page, 2);
		await mei.goOnline();
		await luca.open(id);
		await expectDrawn(luca.page, 2);
	}
);
