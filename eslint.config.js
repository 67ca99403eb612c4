import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const tests = [
	'**/*.test.ts',
	'**/*.e2e.ts',
	'tests/**/*.ts',
	'**/testing/**/*.ts',
	'**/testing.ts',
	'bench/**/*.ts'
];
const configs = ['*.config.{js,ts}', 'bench/app/*.config.ts', '.dependency-cruiser.mjs'];
const pure = ['domain', 'protocol', 'documents'].map((folder) => `src/lib/${folder}/**/*.ts`);
const injected = [
	'src/lib/sync/**/*.ts',
	...['pipeline', 'socket', 'projections'].map((folder) => `sync-server/${folder}/**/*.ts`)
];

/** Where untyped bytes become values, a cast is the statement of what was just checked. */
const decoders = ['src/lib/documents/**/*.ts', 'sync-server/persistence/**/*.ts', '**/*.decode.ts'];

const catchAddsNothing =
	'A catch adds knowledge, translates or decides; it is never empty or log-only.';
const catches = [
	{ selector: 'CatchClause[body.body.length=0]', message: catchAddsNothing },
	{
		selector:
			'CatchClause[body.body.length=1] > BlockStatement > ExpressionStatement > CallExpression[callee.object.name=/^(console|log|logger)$/]',
		message: catchAddsNothing
	},
	{
		selector:
			"CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='BlockStatement'][body.body.length=0]",
		message: catchAddsNothing
	}
];

const askThePolicy = 'Ask the policy (`can`), never compare a role.';
const roleSides = ['left.name', 'left.property.name', 'right.name', 'right.property.name'];
const roles = [
	...roleSides.map((side) => ({
		selector: `BinaryExpression[operator=/^[!=]==?$/][${side}=/^(role|.*Role)$/]:not([left.name='undefined'], [right.name='undefined'], [right.raw='null'])`,
		message: askThePolicy
	})),
	...['name', 'property.name'].map((key) => ({
		selector: `SwitchStatement[discriminant.${key}=/^(role|.*Role)$/]`,
		message: askThePolicy
	}))
];

const defaultExports = [{ selector: 'ExportDefaultDeclaration', message: 'Exports have names.' }];

const isInjected = 'Time and chance are passed in, so that a whole system can be simulated.';
const timeAndChance = [
	{ selector: "MemberExpression[object.name='Date'][property.name='now']", message: isInjected },
	{ selector: "MemberExpression[object.name='Math'][property.name='random']", message: isInjected },
	{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: isInjected }
];

const everywhere = [...catches, ...roles, ...defaultExports];

/**
 * @param {string[]} names
 * @returns {['error', ...object[]]}
 */
function banGlobals(names) {
	return ['error', ...names.map((name) => ({ name, message: isInjected }))];
}

// One rule cannot have two severities, so the hard limit is the same rule under a second name.
const functionLimit = builtinRules.get('max-lines-per-function');
const functionLimits = { rules: functionLimit ? { 'max-lines-per-function': functionLimit } : {} };
const functionLines = { skipBlankLines: true, skipComments: true };

export default defineConfig(
	globalIgnores([
		'.svelte-kit/',
		'build/',
		'data/',
		'coverage/',
		'test-results/',
		'playwright-report/',
		'tests/project/fixtures/'
	]),
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	svelte.configs.prettier,
	{
		plugins: { limit: functionLimits },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			eqeqeq: 'error',
			'no-restricted-syntax': ['error', ...everywhere],
			'max-lines': ['error', { max: 300 }],
			'max-lines-per-function': ['warn', { max: 40, ...functionLines }],
			'limit/max-lines-per-function': ['error', { max: 60, ...functionLines }],
			// "Modified" counts a whole switch as one branch: an exhaustive list is easy to read.
			complexity: ['error', { max: 12, variant: 'modified' }],
			'max-params': ['error', { max: 4 }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			// The app lives at the root of its origin.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.ts'],
		ignores: configs,
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
		},
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		}
	},
	{
		files: pure,
		ignores: tests,
		rules: {
			'no-restricted-syntax': ['error', ...everywhere, ...timeAndChance],
			'no-restricted-globals': banGlobals([
				'crypto',
				'console',
				'performance',
				'setTimeout',
				'setInterval',
				'queueMicrotask',
				'fetch'
			])
		}
	},
	{
		files: injected,
		ignores: tests,
		rules: {
			'no-restricted-syntax': ['error', ...everywhere, ...timeAndChance],
			'no-restricted-globals': banGlobals(['crypto', 'performance', 'setTimeout', 'setInterval'])
		}
	},
	{
		files: ['src/lib/domain/policy/**/*.ts'],
		ignores: tests,
		rules: { 'no-restricted-syntax': ['error', ...catches, ...defaultExports, ...timeAndChance] }
	},
	{
		files: configs,
		rules: { 'no-restricted-syntax': ['error', ...catches] }
	},
	{
		files: [...decoders, ...tests],
		rules: {
			'@typescript-eslint/consistent-type-assertions': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off'
		}
	},
	{
		// A repository is one function around a table of prepared statements: a list, not a procedure.
		files: ['sync-server/persistence/**/*.ts'],
		rules: {
			'max-lines-per-function': ['warn', { max: 80, ...functionLines }],
			'limit/max-lines-per-function': ['error', { max: 200, ...functionLines }]
		}
	},
	{
		files: ['sync-server/**/*.ts'],
		ignores: ['sync-server/persistence/**', ...tests],
		rules: {
			'no-restricted-properties': [
				'error',
				{ property: 'prepare', message: 'SQL stands in `sync-server/persistence`, nowhere else.' }
			]
		}
	},
	{
		files: tests,
		rules: {
			'max-lines': ['error', { max: 400 }],
			'max-lines-per-function': 'off',
			'limit/max-lines-per-function': 'off'
		}
	}
);
