// Run as a process of its own beside the server of a browser test: hands in changes as somebody who is
// signed in, as their device would. Usage: node plant.ts <address> <cookie> <person>, changes on stdin
// as lines of JSON `{type, target, body}`.
import { randomFillSync } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { outboxName } from '#lib/protocol/document-names.ts';
import { isCovered, muxClient } from '../../support/mux-client.ts';
import { PaperDevice } from '../../support/org.ts';

const [address = '', cookie = '', person = ''] = process.argv.slice(2);
const random = {
	next: Math.random,
	bytes: (target: Uint8Array<ArrayBuffer>) => randomFillSync(target)
};
const device = new PaperDevice(person, random, Date.now);
const lines = (await text(process.stdin)).split('\n').filter(Boolean);
const changes = lines.map((line) => {
	const { type, target, body } = JSON.parse(line);
	return device.change(type, target, body);
});
const client = await muxClient({ address, socketUrl: address.replace('http', 'ws') }, { cookie });
await client.hello(device.device);
const outbox = await client.deliver(device.device, changes);
if (!isCovered(outbox))
	throw new Error(`not taken: ${JSON.stringify(outbox.closed ?? client.closed)}`);
const user = await client.read(`user.${person}`);
const refused = Object.values(user.doc.getMap('refusals').toJSON());
process.stdout.write(`${JSON.stringify({ refused, outbox: outboxName(device.device, 0) })}\n`);
client.end();
