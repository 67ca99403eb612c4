import { MuxChannel, type Carrier, type ChannelOptions } from './mux-channel.ts';

/** A class that opens channels of `carrier`, in the type y-websocket asks for its WebSocket class. */
export function socketClassOf(carrier: Carrier, options: ChannelOptions): typeof WebSocket {
	class DocumentSocket extends MuxChannel {
		constructor(url: string) {
			super(documentOf(url), carrier, options);
		}
	}
	// y-websocket uses of a WebSocket exactly what MuxChannel has.
	return DocumentSocket as unknown as typeof WebSocket;
}

/** The last segment of the URL that the provider made of the document's name. */
function documentOf(url: string): string {
	return url.slice(url.lastIndexOf('/') + 1).replace(/\?.*$/, '');
}
