// The server restarts when its sources change; Vite replaces the app's modules in the open page.
import { concurrently } from 'concurrently';

const serverPort = process.env['SERVER_PORT'] ?? '8081';
const env = { SERVER_PORT: serverPort };

const { result } = concurrently(
	[
		{
			name: 'server',
			command: 'node --watch --watch-preserve-output sync-server/main.ts',
			env: { ...env, PORT: serverPort }
		},
		{ name: 'app', command: 'vite dev', env }
	],
	{ killOthersOn: ['failure', 'success'], prefixColors: ['blue', 'magenta'] }
);

try {
	await result;
} catch {
	// The failing process has already said why, under its own name.
	process.exitCode = 1;
}
