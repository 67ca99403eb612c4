import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ pages: 'build', assets: 'build', fallback: 'app.html' }),
		serviceWorker: { register: false },
		paths: { relative: false },
		output: { bundleStrategy: 'split' },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self', 'ws:', 'wss:'],
				'frame-src': ['self', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				// Text becomes a page or a script by these alone: templates, the app's own programs, mail that was purified, what is pasted.
				'require-trusted-types-for': ['script'],
				'trusted-types': [
					'svelte-trusted-html',
					'offhook-program',
					'offhook-purified',
					'ProseMirrorClipboard'
				]
			}
		},
		typescript: {
			config(config) {
				const folders = ['sync-server', 'tests', 'bench', 'scripts'];
				const files = folders.flatMap((folder) => [
					`../${folder}/**/*.ts`,
					`../${folder}/**/*.mjs`
				]);
				config.include.push(...files, '../*.ts', '../*.js', '../.*.mjs');
				config.exclude.push('../tests/project/fixtures/**');
			}
		}
	}
};
