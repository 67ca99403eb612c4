// Run as a process of its own beside the server of a browser test: has somebody run the server.
// Usage: node operator.ts <folder> <user name>
import { join } from 'node:path';
import { openPlatform } from '../../../sync-server/persistence/platform/platform.ts';

const [dataDir = '', userName = ''] = process.argv.slice(2);
const platform = openPlatform(join(dataDir, 'platform.sqlite'));
const login = platform.logins.byIdentifier(userName);
if (login === undefined) throw new Error(`nobody signs in as ${userName}`);
platform.logins.makePlatformAdmin(login.id);
platform.close();
