import type { Device } from '#lib/sync/device.ts';
import type { KeptAnswer, KeptAnswers } from '../kept-answers.ts';
import { inspectDevice } from './inspector.ts';
import { exportUnsent, importUnsent } from './unsent.ts';
import type { InspectorFacts } from './views.ts';

/** What lies on this device: looked into, kept, and carried to another. */
export class DeskStorage {
	readonly #device: Device;

	constructor(device: Device) {
		this.#device = device;
	}

	/** What databases of this device are called by. */
	get deviceId(): string {
		return this.#device.id;
	}

	inspect(): Promise<InspectorFacts> {
		return inspectDevice(this.#device);
	}

	/** Asks the browser to keep it. */
	async keep(): Promise<void> {
		await this.#device.measure(true);
	}

	/** The last answer of a kind on this device; fetched with its first use. */
	async answer<Kind extends keyof KeptAnswers>(kind: Kind): Promise<KeptAnswer<Kind>> {
		return new (await import('../kept-answers.ts')).KeptAnswer(this.#device, kind);
	}

	/** All changes that wait, as a file another device of mine can take in. */
	exportUnsent(): File {
		return exportUnsent(this.#device);
	}

	importUnsent(file: Blob): Promise<{ readonly taken: number; readonly problem: string | null }> {
		return importUnsent(this.#device, file);
	}
}
