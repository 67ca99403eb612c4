import type { MessageKey } from './messages/index.ts';
import type { Connection, Status } from './status.ts';
import type { Shape, Tone } from './tone.ts';

/** Colour and shape of each kind of connection; offline is normal and so not a warning. */
export function connectionMark(connection: Connection): { tone: Tone; shape: Shape } {
	switch (connection.kind) {
		case 'connected':
			return { tone: 'ok', shape: 'full' };
		case 'connecting':
			return { tone: 'info', shape: 'half' };
		case 'offline':
			return { tone: 'warn', shape: 'hollow' };
	}
}

type PlainKey = Extract<
	MessageKey,
	'shell.status.saved' | 'shell.status.savedHere' | 'shell.status.notSaved'
>;

/** Says where the work is safe, in a colour, a shape and a word. */
export function savedMark(status: Status): { tone: Tone; shape: Shape; words: PlainKey } {
	switch (status.saved) {
		case 'saved':
			return { tone: 'ok', shape: 'full', words: 'shell.status.saved' };
		case 'waiting':
			return { tone: 'neutral', shape: 'half', words: 'shell.status.savedHere' };
		case 'not-saved':
			return { tone: 'danger', shape: 'square', words: 'shell.status.notSaved' };
	}
}
