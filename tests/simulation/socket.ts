import type { PhysicalSocket } from '#lib/sync/environment.ts';

/** The device's end of a line. */
export class SimulatedSocket implements PhysicalSocket {
	binaryType: BinaryType = 'arraybuffer';
	onopen: ((event: Event) => void) | null = null;
	onmessage: ((event: MessageEvent) => void) | null = null;
	onclose: ((event: CloseEvent) => void) | null = null;
	onerror: ((event: Event) => void) | null = null;
	onsend: (bytes: Uint8Array) => void = () => undefined;
	onleave: () => void = () => undefined;
	#isOver = false;

	send(bytes: Uint8Array<ArrayBuffer>): void {
		if (!this.#isOver) this.onsend(bytes);
	}

	close(): void {
		this.onleave();
		this.break(1000);
	}

	open(): void {
		if (!this.#isOver) this.onopen?.(new Event('open'));
	}

	deliver(bytes: Uint8Array): void {
		if (this.#isOver) return;
		const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
		this.onmessage?.(new MessageEvent('message', { data }));
	}

	break(code: number): void {
		if (this.#isOver) return;
		this.#isOver = true;
		// Node has no CloseEvent of its own before version 23; what is read of it is the code.
		const event = Object.assign(new Event('close'), { code, reason: '', wasClean: code === 1000 });
		this.onclose?.(event as unknown as CloseEvent);
	}
}
