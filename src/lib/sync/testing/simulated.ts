import type { PhysicalSocket, Timers } from '../environment.ts';
import { readFrame, writeFrame, type MuxFrame } from '#lib/protocol/mux.ts';

interface Due {
	atMs: number;
	readonly run: () => void;
	readonly everyMs: number | null;
}

/** A clock and its timers, moved by hand. */
export class SimulatedTime {
	nowMs = 1_800_000_000_000;
	readonly #due = new Set<Due>();

	readonly now = (): number => this.nowMs;
	readonly timers: Timers = {
		after: (ms, run) => this.#add({ atMs: this.nowMs + ms, run, everyMs: null }),
		every: (ms, run) => this.#add({ atMs: this.nowMs + ms, run, everyMs: ms })
	};

	/** Lets time pass; what falls due runs in its order. */
	pass(ms: number): void {
		const end = this.nowMs + ms;
		for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
			this.nowMs = next.atMs;
			if (next.everyMs === null) this.#due.delete(next);
			else next.atMs += next.everyMs;
			next.run();
		}
		this.nowMs = end;
	}

	#add(due: Due): () => void {
		this.#due.add(due);
		return () => this.#due.delete(due);
	}

	#next(end: number): Due | undefined {
		return [...this.#due].filter(({ atMs }) => atMs <= end).sort((a, b) => a.atMs - b.atMs)[0];
	}
}

/** The device's end of a connection whose other end is the test. */
export class SimulatedSocket implements PhysicalSocket {
	binaryType: BinaryType = 'blob';
	onopen: ((event: Event) => void) | null = null;
	onmessage: ((event: MessageEvent) => void) | null = null;
	onclose: ((event: CloseEvent) => void) | null = null;
	onerror: ((event: Event) => void) | null = null;
	readonly sent: MuxFrame[] = [];
	isClosed = false;

	send(bytes: Uint8Array<ArrayBuffer>): void {
		const frame = readFrame(bytes);
		if (frame === undefined) throw new Error('the device sent bytes that are no frame');
		this.sent.push(frame);
	}

	close(): void {
		this.isClosed = true;
	}

	open(): void {
		this.onopen?.(new Event('open'));
	}

	receive(frame: MuxFrame): void {
		this.receiveBytes(writeFrame(frame));
	}

	receiveBytes(bytes: Uint8Array<ArrayBuffer>): void {
		this.onmessage?.(new MessageEvent('message', { data: bytes.slice().buffer }));
	}

	control(message: object): void {
		this.receive({ op: 'control', text: JSON.stringify(message) });
	}

	end(code: number): void {
		this.isClosed = true;
		this.onclose?.(Object.assign(new Event('close'), { code, reason: '', wasClean: true }));
	}

	/** The control messages of one type that the device sent. */
	controls(type: string): Record<string, unknown>[] {
		return this.sent
			.flatMap((frame) => (frame.op === 'control' ? [JSON.parse(frame.text) as never] : []))
			.filter((message: Record<string, unknown>) => message.type === type);
	}
}
