import type { Colleague } from './server.ts';
import { TicketSteps } from './ticket-steps.ts';

/** Two agents, each at a device of their own, with a ticket open that one of them has just made. */
export async function twoAtATicket(
	newColleague: () => Promise<Colleague>,
	subject: string,
	description: string
) {
	const [meisDevice, lucasDevice] = [await newColleague(), await newColleague()];
	await meisDevice.signIn('Mei Tanaka');
	await lucasDevice.signIn('Luca Moretti');
	const [mei, luca] = [new TicketSteps(meisDevice, false), new TicketSteps(lucasDevice, false)];
	const id = await mei.create(subject, description);
	await mei.settled();
	await luca.open(id);
	return { meisDevice, lucasDevice, mei, luca, id };
}
