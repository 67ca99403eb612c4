import type { Config } from '../config.ts';
import { runningServer } from '../process-lock.ts';

/** Where the server is reached from this machine. */
export function addressOf({ dataDir, port, host, tls }: Config): string {
	const running = runningServer(dataDir)?.address;
	const own = `${tls ? 'https' : 'http'}://${host}:${port}`;
	const { protocol, port: actual } = new URL(running?.startsWith('http') ? running : own);
	return `${protocol}//${host === '0.0.0.0' ? 'localhost' : host}${actual === '' ? '' : `:${actual}`}`;
}
