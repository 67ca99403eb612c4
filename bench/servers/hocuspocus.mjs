// Hocuspocus with its SQLite extension, as its documentation sets it up. The packages are installed
// when a benchmark first needs them, so they are looked up at run time.
import { createRequire } from 'node:module';
import process from 'node:process';

const requirePeer = createRequire(`${process.env['PEERS']}package.json`);
const { Server } = requirePeer('@hocuspocus/server');
const { SQLite } = requirePeer('@hocuspocus/extension-sqlite');

const server = new Server({
	address: process.env['HOST'],
	port: Number(process.env['PORT']),
	quiet: true,
	extensions: [new SQLite({ database: process.env['DATABASE'] })]
});
await server.listen();
console.log('listening');
