import type { Device } from '#lib/sync/device.ts';
import type { InspectorFacts } from './views.ts';

/** Everything the sync inspector shows, as it is now. */
export async function inspectDevice(device: Device): Promise<InspectorFacts> {
	await device.measure();
	const { saved, outboxes, store, replicas, clock, mux } = device;
	return {
		device: device.id,
		tab: device.tab,
		waiting: outboxes.changes.waiting().map(({ change, outbox }) => ({
			change,
			outbox,
			own: change.at.slice(13) === clock.node
		})),
		documents: store.documents().map((record) => {
			const open = replicas.opened(record.name);
			return {
				name: record.name,
				generation: record.generation,
				rev: open?.rev ?? record.rev,
				live: open?.isLive ?? false,
				lastUsedMs: record.lastUsedMs,
				lastLiveMs: open?.lastLiveMs ?? record.lastLiveMs
			};
		}),
		outboxes: outboxes.all.map((outbox) => ({
			name: outbox.name,
			entries: outbox.entries.length,
			waiting: outbox.waiting().length,
			bytes: outbox.bytes
		})),
		storage: { usedBytes: saved.usedBytes, quotaBytes: saved.quotaBytes },
		persisted: saved.persisted,
		clockOffsetMs: device.offset.ms,
		differences: replicas.differences,
		leader: device.election.isLeader,
		connections: mux.log.events
	};
}
