import { browserEnvironment, browserStoreWatch } from '#lib/sync/browser.ts';
import { Device } from '#lib/sync/device.ts';
import { Desk, type DeskOwner } from './desk.ts';

/** Opens the desk of a signed-in person in this browser; works without the network. */
export async function openDesk(owner: DeskOwner, leaseDays: number): Promise<Desk> {
	const who = { org: owner.me.org, person: owner.me.person };
	const device = await Device.open(browserEnvironment(), who, browserStoreWatch(), leaseDays);
	return new Desk(device, owner);
}
