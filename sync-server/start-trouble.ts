import { z } from 'zod';
import { ConfigError } from './config.ts';
import { StorageError } from './persistence/sqlite.ts';
import { storageTrouble, type StorageTrouble } from './persistence/storage-trouble.ts';

/** What the system says of something that it could not do. */
const systemError = z.object({
	code: z.string(),
	message: z.string(),
	syscall: z.string().optional(),
	path: z.string().optional(),
	address: z.string().optional(),
	hostname: z.string().optional(),
	port: z.number().optional()
});
type SystemError = z.infer<typeof systemError>;

/**
 * What stands in the way of a server or a command, for whoever runs it: what it is about, and what
 * would do. Undefined where only somebody who knows the program can tell.
 */
export function startTrouble(error: unknown): string | undefined {
	if (error instanceof ConfigError || error instanceof StorageError) return error.message;
	const found = systemError.safeParse(error).data;
	if (found === undefined) return undefined;
	return ofListening(found) ?? ofKeys(found) ?? ofDisk(error, found);
}

function ofListening({ code, syscall, port = 0, ...more }: SystemError): string | undefined {
	const host = more.hostname ?? more.address ?? '';
	if (code === 'EADDRINUSE')
		return `PORT: ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`;
	if (code === 'EACCES' && syscall === 'listen')
		return `PORT: this user may not listen on ${port}. Choose one from 1024 on, behind a proxy.`;
	if (code === 'EADDRNOTAVAIL' || syscall === 'getaddrinfo')
		return `HOST: "${host}" is no address of this machine. Leave it out, or choose 127.0.0.1.`;
	return undefined;
}

const ofKeys = ({ code, message }: SystemError): string | undefined =>
	code.startsWith('ERR_OSSL')
		? `TLS_CERT, TLS_KEY: this certificate and this key cannot be used together (${message}).`
		: undefined;

const NO_ROOM = 'No room is left on the disk. Make room, then try again.';
const DISK: Readonly<Record<StorageTrouble, string>> = {
	'disk-full': NO_ROOM,
	'disk-failing': 'Nothing can be written there: it is read-only, or the disk fails.',
	damaged: 'It is damaged. Restore a backup: npm run restore -- latest'
};
const FILES: Readonly<Record<string, string>> = {
	EACCES: 'This user may not read or write there.',
	EPERM: 'This user may not read or write there.',
	ENOTDIR: 'Something on this path is a file, where a folder is needed.',
	EEXIST: 'A file lies where a folder is needed.',
	EISDIR: 'A folder lies where a file is needed.'
};

function ofDisk(error: unknown, { code, path }: SystemError): string | undefined {
	const trouble = storageTrouble(error);
	const words = trouble === undefined ? FILES[code] : DISK[trouble];
	return words && `${path ?? 'The folder of DATA_DIR'}: ${words}`;
}
