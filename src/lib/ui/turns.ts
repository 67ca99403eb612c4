/** Goes on as soon as input and frames have had their turn; a timer would wait four ms more. */
export function inNextTurn(resume: () => void): void {
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		port1.close();
		resume();
	};
	port2.postMessage(null);
}
