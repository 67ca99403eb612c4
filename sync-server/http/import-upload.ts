import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { fileName } from '../channels/mail/clean.ts';
import { HttpError } from './http-error.ts';

export const UPLOAD_LIMITS = {
	fileSize: 20 * 1024 ** 3,
	files: 50_000,
	fields: 0,
	parts: 50_000
} as const;

export interface Upload {
	readonly kind: 'mbox' | 'eml';
	readonly path: string;
	/** The name of the first file. */
	readonly label: string;
}

/**
 * Writes the files of a form into a folder of their own, under names of ours: one mbox, or any
 * number of .eml files. Nothing stays behind of an upload that is refused or breaks off.
 */
export async function receiveMail(request: FastifyRequest, folder: string): Promise<Upload> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	try {
		return await receive(request, folder);
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
}

async function receive(request: FastifyRequest, folder: string): Promise<Upload> {
	const names: string[] = [];
	for await (const { filename, file } of request.files()) {
		const number = names.length + 1;
		const name = fileName(filename, '', number);
		const isMessage = isEml(name);
		if (names.length > 0 && !(isMessage && isEml(names[0] ?? ''))) throw mixed();
		const own = isMessage ? `${String(number).padStart(6, '0')}-${name}` : 'mail.mbox';
		await pipeline(file, createWriteStream(join(folder, own), { flags: 'wx', mode: 0o600 }));
		if (file.truncated) throw new HttpError('body-too-large');
		names.push(name);
	}
	const [label] = names;
	if (label === undefined) throw new HttpError('invalid-input', 'There is no file in the request.');
	if (isEml(label)) return { kind: 'eml', path: folder, label };
	return { kind: 'mbox', path: join(folder, 'mail.mbox'), label };
}

const isEml = (name: string): boolean => name.toLowerCase().endsWith('.eml');

function mixed(): HttpError {
	return new HttpError('invalid-input', 'Choose one mbox file, or one or more .eml files.', {
		field: 'files'
	});
}
