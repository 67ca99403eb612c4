/** What can become of a message that goes out: on its way, there, read, or never to arrive. */
export const DELIVERY_STATES = ['sent', 'delivered', 'read', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
/** The most that is kept of why one was refused, in UTF-16 units. */
export const DELIVERY_WHY = 300;

/** What became of a message on its way out. */
export interface Delivery {
	readonly state: DeliveryState;
	/** Why it failed, in the words of whoever refused it; may be empty. */
	readonly why: string;
}
