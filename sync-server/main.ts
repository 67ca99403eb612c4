import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Half of a start is reading and compiling code. Where the folder cannot be written, as in a
// read-only installation, Node.js says so in what it returns and goes on without.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
// What is imported above is compiled before this line.
await import('./serve.ts');
