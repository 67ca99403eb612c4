// A server with the demo organisation, thousands of tickets, and a crowd that edits them:
// `node bench/app/support/crowd.ts <folder> <tickets> <messages of each>`. It says `ready <address>`,
// then takes orders by line: `edit <changes a second>`, `dump <file>`, `stop`.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readConfig } from '../../../sync-server/config.ts';
import { submitAutomation } from '../../../sync-server/pipeline/automation.ts';
import { createServer, realSurroundings } from '../../../sync-server/server.ts';
import { madeUpTicket, pick, submitAll } from '../../../tests/support/made-up.ts';

const [folder = '', tickets = '5000', messages = '12'] = process.argv.slice(2);
const sentences = [
	'Since this morning nothing comes out of it, whatever I try.',
	'Ich habe es mehrfach versucht, leider ohne Erfolg.',
	'Could you have a look before the meeting on Thursday?',
	'We have replaced the part and it works again for now.'
];

const words = (index: number) =>
	[0, 1, 2].map((offset) => pick(sentences, index * 7 + offset * 3)).join(' ');

function madeUpCase(index: number) {
	const { type, target, body } = madeUpTicket(index, { team, members });
	const message = { kind: 'public', text: `Hello, case ${index}. ${words(index)}` };
	return { type, target, body: { ...body, message } };
}

function* replies() {
	for (const [index, target] of targets.entries())
		for (let turn = 1; turn < Number(messages); turn++)
			yield {
				type: 'message.add' as const,
				target,
				body: { kind: turn % 3 === 0 ? 'note' : 'public', text: words(index + turn) }
			};
}

const server = createServer(
	readConfig({
		DATA_DIR: folder,
		PORT: '0',
		HOST: '127.0.0.1',
		OFFHOOK_REQUESTS_PER_MINUTE: '1000000',
		OFFHOOK_SIGN_INS_PER_MINUTE: '1000000'
	}),
	realSurroundings((error) => {
		throw error;
	})
);
await server.access.setup.createDemo();
const [org] = server.platform.orgs.listReady();
if (org === undefined) throw new Error('no organisation');
const { unit } = server.orgs.get(org.id);
const [first] = unit.world.directory.teams;
if (first === undefined) throw new Error('no team');
const [team, { members }] = first;

const cases = Array.from({ length: Number(tickets) }, (_, index) => madeUpCase(index));
const targets = cases.map(({ target }) => target);
await submitAll(unit, '~seed', cases);
await submitAll(unit, '~seed', replies());

let editing: NodeJS.Timeout | undefined;
let edits = 0;
function edit(perSecond: number): void {
	clearInterval(editing);
	if (perSecond === 0) return;
	editing = setInterval(() => {
		edits += 1;
		const target = pick(targets, edits * 37);
		const body = { field: 'subject', value: `Edited by somebody (${edits})` };
		void submitAutomation(unit, '~crowd', [{ type: 'ticket.field', target, body }]);
	}, 1000 / perSecond);
}

/** Every ticket's document as a device would hold it: name, generation, revision, bytes. */
async function dump(path: string): Promise<void> {
	const out = createWriteStream(path);
	for (const name of targets) {
		const answer = unit.projector.answer(name, () => 0);
		if (answer === undefined) throw new Error(`no document ${name}`);
		const { generation, rev } = answer;
		const updates = answer.updates.map((bytes) => Buffer.from(bytes).toString('base64'));
		out.write(`${JSON.stringify({ name, generation, rev, updates })}\n`);
	}
	out.end();
	await once(out, 'finish');
}

const address = await server.listen();
console.log(`ready ${address}`);
for await (const line of createInterface({ input: process.stdin })) {
	const [order, value = ''] = line.split(' ');
	if (order === 'edit') edit(Number(value));
	if (order === 'dump') await dump(value);
	if (order === 'stop') break;
	console.log(`done ${order}`);
}
edit(0);
await server.close();
process.exit(0);
