import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { newDeviceId } from '#lib/domain/ids.ts';
import { DeviceStore } from './device-store.ts';

it('keeps what is noted while the disk is read, and takes in what another tab has noted', async () => {
	const factory = new IDBFactory();
	const identity = { id: newDeviceId((bytes) => bytes.fill(7)), failure: undefined };
	const [here, there] = [
		await DeviceStore.open(factory, identity),
		await DeviceStore.open(factory, identity)
	];
	here.setFact('text/a', 'waits');
	here.setFact('text/b', 'waits');
	await here.readFacts('text/');
	there.setFact('text/c', 'of another tab');
	await there.readFacts('text/');

	const reading = here.readFacts('text/');
	here.setFact('text/a', 'sent');
	here.dropFact('text/b');
	await reading;

	expect(new Map(here.facts('text/'))).toEqual(
		new Map([
			['text/a', 'sent'],
			['text/c', 'of another tab']
		])
	);
	here.close();
	there.close();
});
