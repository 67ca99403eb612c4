import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { node, root } from '../support/filled.ts';
import { lookFor } from '../support/looks.ts';
import { expect, test, type Colleague, type DemoServer } from '../support/server.ts';
import { TicketSteps } from '../support/ticket-steps.ts';

test.use({ isOwnServer: true });

const PASSWORD = 'a long password of rosa';
/** What the page of a ticket says that somebody may not know of, or that is none. */
const NO_TICKET = 'This is not open to you';
const run = async (script: string, args: readonly string[], server: DemoServer) =>
	(
		await promisify(execFile)(node, [script, ...args], {
			cwd: root,
			env: { ...process.env, DATA_DIR: server.dataDir }
		})
	).stdout;
const addOrganisation = (name: string, server: DemoServer) =>
	run(
		'sync-server/cli.ts',
		['add-organisation', name, '--admin', 'rosa', '--full-name', 'Rosa Lund'],
		server
	);

/** Rosa chooses a password by the link that was printed, and signs in by it. */
async function enterAsRosa(rosa: Colleague, printed: string): Promise<Page> {
	const page = await rosa.open(/\/reset\/\S+/.exec(printed)?.[0]);
	await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: 'Set the password' }).click();
	await page.getByRole('link', { name: 'Go to sign-in' }).click();
	await page.getByLabel('User name or e-mail').fill('rosa');
	await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
	return page;
}

async function enter(page: Page, name: string): Promise<void> {
	await page.goto(new URL('/account', page.url()).href);
	await page.getByRole('button', { name: `Enter: ${name}` }).click();
	await page.waitForURL('**/tickets');
}

async function makeTeam(page: Page, name: string): Promise<void> {
	await page.goto(new URL('/admin/teams', page.url()).href);
	await page.getByRole('button', { name: 'New team' }).first().click();
	const form = page.getByRole('dialog');
	await form.getByRole('textbox', { name: 'Name' }).fill(name);
	await form.getByRole('button', { name: 'Create team' }).click();
	await expect(page.getByRole('heading', { name })).toBeVisible();
}

test('nothing of one organisation is seen in another, but what it asks whoever runs the server', async ({
	newColleague,
	server
}) => {
	await run('tests/e2e/support/operator.ts', [server.dataDir, 'ada'], server);
	const printed = await addOrganisation('Mill', server);
	// It comes before the other one in the alphabet, but Rosa belongs to that longer.
	await addOrganisation('Anchor', server);
	const [rosa, ada] = [await newColleague(), await newColleague()];
	const page = await enterAsRosa(rosa, printed);
	await makeTeam(page, 'Millers');
	await page.goto(`${rosa.line.address}/tickets`);
	const mill = await new TicketSteps(rosa, false).create('The wheel creaks', 'At night.');

	const operator = await ada.signIn('Ada Okafor');
	await operator.goto(`${ada.line.address}/admin/provider`);
	await operator.getByLabel('Team that takes them').selectOption('Service Desk');
	await page.goto(`${rosa.line.address}/admin/provider/new`);
	await page.getByRole('textbox', { name: 'What is it about?' }).fill('More room');
	await page.getByRole('textbox', { name: 'What happened' }).fill('We need it.');
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText(/^#\d+$/)).toBeVisible();
	const asked = new URL(page.url()).pathname;

	const desk = new TicketSteps(ada, false);
	await desk.open(asked.split('/').at(-1) ?? '');
	await expect(operator.getByText('Rosa Lund (Mill)').first()).toBeVisible();
	await desk.reply('You have it.');
	await expect(page.getByText('You have it.')).toBeVisible();
	await lookFor(page, 'asking whoever runs the server');

	await enter(page, 'Anchor');
	await expect(page.getByText('The wheel creaks')).toHaveCount(0);
	await page.goto(`${rosa.line.address}/tickets/${mill}`);
	await expect(page.getByRole('heading', { name: NO_TICKET })).toBeVisible();
	await page.goto(rosa.line.address + asked);
	await expect(page.getByText('There is no such request')).toBeVisible();
	await page.goto(`${rosa.line.address}/search?q=wheel`);
	await expect(page.getByText('The wheel creaks')).toHaveCount(0);

	await enter(page, 'Mill');
	await expect(page.getByText('The wheel creaks').first()).toBeVisible();
	await operator.goto(`${ada.line.address}/tickets/${mill}`);
	await expect(operator.getByRole('heading', { name: NO_TICKET })).toBeVisible();
});
