import { describe, expect, it } from 'vitest';
import { LiveLine, type Source } from '#lib/session/live-line.ts';
import { Typing } from './typing.svelte.ts';

/** Timers that run when a test lets time pass. */
function aClock() {
	let nowMs = 0;
	let waiting: { readonly atMs: number; readonly run: () => void }[] = [];
	return {
		now: () => nowMs,
		after(ms: number, run: () => void) {
			const timer = { atMs: nowMs + ms, run };
			waiting.push(timer);
			return () => void (waiting = waiting.filter((one) => one !== timer));
		},
		pass(ms: number) {
			const endMs = nowMs + ms;
			for (;;) {
				const [next] = waiting.toSorted((a, b) => a.atMs - b.atMs);
				if (next === undefined || next.atMs > endMs) break;
				waiting = waiting.filter((one) => one !== next);
				nowMs = next.atMs;
				next.run();
			}
			nowMs = endMs;
		}
	};
}

/** A server's end of lines, as a browser shows them. */
class Server {
	readonly lines: {
		readonly listeners: Map<string, (event: { data?: unknown }) => void>;
		isOpen: boolean;
	}[] = [];

	open(): Source {
		const line = { listeners: new Map(), isOpen: true };
		this.lines.push(line);
		return {
			addEventListener: (type, listener) => void line.listeners.set(type, listener),
			close: () => (line.isOpen = false)
		};
	}

	says(type: string, data = ''): void {
		this.lines.at(-1)?.listeners.get(type)?.({ data });
	}
}

function aLine() {
	const [clock, server] = [aClock(), new Server()];
	const heard: string[] = [];
	const line = new LiveLine({
		open: () => server.open(),
		after: clock.after,
		random: () => 0.5,
		onNews: () => heard.push('news'),
		onTyping: (request, isTyping) => heard.push(`${isTyping ? 'typing' : 'rest'} ${request}`),
		onLost: () => heard.push('lost')
	});
	line.start();
	return { ...clock, server, heard, line };
}

describe('a line to the server', () => {
	it('stands when the server has said so, and tells what it says', () => {
		const { server, heard, line } = aLine();
		expect(line.isLive).toBe(false);
		server.says('hello');
		expect(line.isLive).toBe(true);
		server.says('news', 'a');
		server.says('typing', 'a');
		server.says('rest', 'a');
		server.says('beat');
		expect(heard).toEqual(['news', 'news', 'typing a', 'rest a']);
	});

	it('is tried again later and later while it cannot be opened, and one at a time', () => {
		const { server, pass, line, heard } = aLine();
		for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
			server.says('error');
			expect(server.lines.filter(({ isOpen }) => isOpen)).toEqual([]);
			const before = server.lines.length;
			pass(seconds * 1_000 - 1);
			expect(server.lines).toHaveLength(before);
			pass(1);
			expect(server.lines).toHaveLength(before + 1);
		}
		expect([line.isLive, heard]).toEqual([false, []]);
		line.hurry();
		server.says('hello');
		expect(line.isLive).toBe(true);
	});

	it('is none where nothing comes through, though it opens', () => {
		const { server, pass, line } = aLine();
		pass(10_000);
		expect([line.isLive, server.lines[0]?.isOpen]).toEqual([false, false]);
	});

	it('has gone when nothing is heard for a minute', () => {
		const { server, pass, line, heard } = aLine();
		server.says('hello');
		for (let beat = 0; beat < 4; beat += 1) {
			pass(25_000);
			server.says('beat');
		}
		expect(line.isLive).toBe(true);
		pass(60_000);
		expect(heard).toEqual(['news', 'lost']);
		pass(1_000);
		server.says('hello');
		expect([line.isLive, heard.at(-1)]).toEqual([true, 'news']);
	});

	it('is closed for good when nobody looks any more', () => {
		const { server, pass, line } = aLine();
		server.says('hello');
		line.stop();
		pass(600_000);
		expect(server.lines.map(({ isOpen }) => isOpen)).toEqual([false]);
	});
});

describe('typing', () => {
	function aTyping() {
		const clock = aClock();
		const told: string[] = [];
		const tell = (request: string) => void told.push(request);
		return { ...clock, told, typing: new Typing({ ...clock, tell }) };
	}

	it('is told at the first letter, and once in three seconds while it goes on', () => {
		const { typing, told, pass } = aTyping();
		for (let letter = 0; letter < 40; letter += 1) {
			typing.typed('a');
			pass(100);
		}
		expect(told).toEqual(['a', 'a']);
		typing.typed('b');
		expect(told).toEqual(['a', 'a', 'b']);
		typing.sent();
		typing.typed('b');
		expect(told).toEqual(['a', 'a', 'b', 'b']);
	});

	it('of the other side ends by itself, six seconds after it was last heard of', () => {
		const { typing, pass } = aTyping();
		typing.heard('a', true);
		pass(5_000);
		typing.heard('a', true);
		pass(5_999);
		expect([typing.isAnswered('a'), typing.isAnswered('b')]).toEqual([true, false]);
		pass(1);
		expect(typing.isAnswered('a')).toBe(false);
		typing.heard('a', true);
		typing.heard('b', false);
		expect(typing.isAnswered('a')).toBe(true);
		typing.heard('a', false);
		expect(typing.isAnswered('a')).toBe(false);
	});
});
