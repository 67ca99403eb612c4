import type { SetupCodeRequest } from '#lib/protocol/rest.ts';
import { call, nothing, type Api, type Failure } from '#lib/session/api.ts';
import type { Session } from '#lib/session/session.svelte.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { failureField, failureKey } from './failures.ts';

export type SetupStep = 'start' | 'admin';
const setupFields = ['code', 'orgName', 'name', 'userName', 'email', 'password'] as const;
export type SetupField = (typeof setupFields)[number];

const fieldsOf: Readonly<Record<SetupStep, readonly SetupField[]>> = {
	start: ['code', 'orgName'],
	admin: ['name', 'userName', 'password']
};

const missing = {
	code: 'session.setup.codeMissing',
	orgName: 'session.setup.orgMissing',
	name: 'session.setup.nameMissing',
	userName: 'session.setup.usernameMissing',
	email: 'session.setup.emailMissing',
	password: 'session.signIn.passwordMissing'
} as const;

/** The first-run wizard: a code, an organisation, its first administrator; or demo data. */
export class SetupForm {
	#session: Session;
	#api: Api;
	#step = $state<SetupStep>('start');
	#isBusy = $state(false);
	#isDemoAvailable = $state(false);
	#errors = $state.raw<Readonly<Partial<Record<SetupField, string>>>>({});
	#failure = $state<string | null>(null);
	values = $state<Record<SetupField, string>>({
		code: '',
		orgName: '',
		name: '',
		userName: '',
		email: '',
		password: ''
	});

	constructor(session: Session, api: Api) {
		this.#session = session;
		this.#api = api;
	}

	get step(): SetupStep {
		return this.#step;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	get isDemoAvailable(): boolean {
		return this.#isDemoAvailable;
	}

	get errors(): Readonly<Partial<Record<SetupField, string>>> {
		return this.#errors;
	}

	get failure(): string | null {
		return this.#failure;
	}

	/** Whether there is anything to set up here. An unreachable server leaves the form up. */
	async look(): Promise<boolean> {
		const answer = await this.#api.setup();
		if (!answer.ok) return true;
		this.#isDemoAvailable = answer.value.isDemoAvailable;
		return answer.value.isNeeded;
	}

	back(): void {
		this.#step = 'start';
	}

	/** Goes on to the next step, or creates everything at the last; true when all is done. */
	async next(): Promise<boolean> {
		if (!this.#isComplete(fieldsOf[this.#step])) return false;
		if (this.#step === 'start') {
			await this.#checkCode();
			return false;
		}
		const { code, orgName, name, userName, email, password } = this.values;
		const admin = { name: name.trim(), userName: userName.trim(), password };
		const answer = await this.#busy(() =>
			this.#api.setUp({
				code: code.trim(),
				orgName: orgName.trim(),
				admin: email.trim() === '' ? admin : { ...admin, email: email.trim() }
			})
		);
		if (answer.ok) this.#session.adopt(answer.value);
		else this.#explain(answer);
		return answer.ok;
	}

	/** Fills the server with demo data; true when the demo logins are ready to be chosen. */
	async loadDemo(): Promise<boolean> {
		if (!this.#isComplete(['code'])) return false;
		const answer = await this.#busy(() => this.#api.setUpDemo({ code: this.values.code.trim() }));
		if (!answer.ok) this.#explain(answer);
		return answer.ok;
	}

	/** A slip in the code is found where it can be mended, not behind a second form. */
	async #checkCode(): Promise<void> {
		const request: SetupCodeRequest = { code: this.values.code.trim() };
		const answer = await this.#busy(() => call('POST', '/api/setup/code', nothing, request));
		if (answer.ok) this.#step = 'admin';
		else this.#explain(answer);
	}

	#isComplete(fields: readonly SetupField[]): boolean {
		const empty = fields.filter((field) => this.values[field].trim() === '');
		this.#errors = Object.fromEntries(empty.map((field) => [field, t(missing[field])]));
		return empty.length === 0;
	}

	/** Puts the server's reason beside the input it is about, on the step that has it. */
	#explain(failure: Failure): void {
		const field = failureField(failure);
		const text = t(failureKey(failure));
		const known = setupFields.find((one) => one === field);
		this.#failure = known === undefined ? text : null;
		if (known === undefined) return;
		this.#errors = { [known]: text };
		this.#step = fieldsOf.start.includes(known) ? 'start' : 'admin';
	}

	async #busy<Answer>(work: () => Promise<Answer>): Promise<Answer> {
		this.#isBusy = true;
		this.#failure = null;
		try {
			return await work();
		} finally {
			this.#isBusy = false;
		}
	}
}
