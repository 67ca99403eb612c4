import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { OrdersPlace } from '../process-lock.ts';
import { CommandError } from './command.ts';
import { answerLine, readLine, toLine, type OrderCall } from './orders.ts';

/** Has the running server carry out an order, and repeats here what it says of it. */
export async function sendOrder(
	{ path, secret }: NonNullable<OrdersPlace>,
	{ order, input }: { readonly order: string; readonly input: unknown },
	{ say, signal }: OrderCall
): Promise<number> {
	const socket = connect({ path });
	try {
		await once(socket, 'connect');
	} catch {
		throw new CommandError('The running server does not answer. Is it being stopped? Try again.');
	}
	const stop = (): void => void socket.write(toLine({ stop: true }));
	socket.on('error', () => socket.destroy());
	socket.write(toLine({ secret, order, input }));
	if (signal.aborted) stop();
	else signal.addEventListener('abort', stop, { once: true });
	try {
		for await (const line of createInterface({ input: socket })) {
			const answer = readLine(answerLine, line);
			if (answer === undefined) continue;
			if ('problem' in answer) throw new CommandError(answer.problem);
			if ('code' in answer) return answer.code;
			say(answer.say);
		}
	} finally {
		signal.removeEventListener('abort', stop);
		socket.destroy();
	}
	throw new CommandError(
		'The server ended before this was through. Run the same command again to go on.'
	);
}
