import type { TeamId } from '#lib/domain/ids.ts';
import { deskTimeZone } from '#lib/domain/metrics/period.ts';
import { can } from '#lib/domain/policy/can.ts';
import type { ReportPreparing, TicketReportAnswer } from '#lib/protocol/reports.ts';
import { call, decoder, type FailureCode } from '#lib/session/api.ts';
import type { Desk } from '#lib/session/desk.ts';
import { timeZone } from '#lib/session/search/question.ts';
import { addressOf, type Question } from './question.ts';

/** The zone of the organisation's days; where it has none, of whoever asks. */
export const zoneOf = (desk: Desk): string => deskTimeZone(desk.catalogue) ?? timeZone();

const report = decoder<TicketReportAnswer>({
	figures: 'object',
	period: 'object',
	timeZone: 'string'
});
const preparing = decoder<ReportPreparing>({ preparing: 'object' });
const answered = (body: unknown) => preparing(body) ?? report(body);

/** While the server reads all tickets anew, it is asked again so often. */
const AGAIN_MS = 1_500;

/** The teams whose figures I may read, or in which my own work is counted. */
export const teamsFor = (desk: Desk): readonly TeamId[] =>
	[...desk.teams.keys()].filter((team) =>
		(['report.teams', 'team.read'] as const).some(
			(action) => desk.can({ do: action, team }).allowed
		)
	);

/** The report on screen: the server's answer, or the last one that lies on this device. */
export class Report {
	readonly #desk: Desk;
	#asked = 0;
	#shown = $state.raw<TicketReportAnswer>();
	#isKept = $state(false);
	#isAsking = $state(false);
	#failure = $state.raw<FailureCode>();
	#preparing = $state.raw<ReportPreparing['preparing']>();

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	get shown(): TicketReportAnswer | undefined {
		return this.#shown;
	}
	/** Whether what is shown was kept here, because the server cannot be reached. */
	get isKept(): boolean {
		return this.#isKept;
	}
	get isAsking(): boolean {
		return this.#isAsking;
	}
	/** How far the server has come that reads all tickets anew; undefined while it does not. */
	get preparing(): ReportPreparing['preparing'] | undefined {
		return this.#preparing;
	}
	/** Why there is nothing newer. */
	get failure(): FailureCode | undefined {
		return this.#failure;
	}
	/** Whether the server could not be reached; one that only took long goes on where it was. */
	get isUnreached(): boolean {
		if (this.#failure === 'network') return true;
		return this.#failure === 'timeout' && this.#desk.connection.kind === 'offline';
	}

	/** Whoever goes is told no more. */
	close(): void {
		this.#asked += 1;
	}

	async ask(question: Question): Promise<void> {
		const { from, to, team } = question;
		const asked = ++this.#asked;
		this.#isAsking = true;
		const zone = zoneOf(this.#desk);
		const answer = await call('GET', addressOf({ from, to, team }, zone), answered);
		if (asked !== this.#asked) return;
		const value = answer.ok ? answer.value : undefined;
		if (value && 'preparing' in value) return this.#wait(question, value);
		this.#preparing = undefined;
		const kept = value ? undefined : await this.#kept();
		if (asked !== this.#asked) return;
		this.#isAsking = false;
		this.#failure = answer.ok ? undefined : answer.code;
		if (value) {
			[this.#shown, this.#isKept] = [value, false];
			await (await this.#desk.storage.answer('tickets')).keep(value);
		} else if (this.isUnreached) [this.#shown, this.#isKept] = [kept, kept !== undefined];
		else this.#shown = undefined;
	}

	/** Asks again in a moment, unless something else is asked or whoever asked is gone. */
	#wait(question: Question, { preparing }: ReportPreparing): void {
		const asked = this.#asked;
		this.#preparing = preparing;
		setTimeout(() => {
			if (asked === this.#asked) void this.ask(question);
		}, AGAIN_MS);
	}

	/** What lies here of teams that I may no longer read is not shown. */
	async #kept(): Promise<TicketReportAnswer | undefined> {
		const report = await (await this.#desk.storage.answer('tickets')).read();
		const mayRead = report?.teams.every(
			(team) =>
				can(this.#desk.actor, {
					do: report.about === 'teams' ? 'report.teams' : 'team.read',
					team
				}).allowed
		);
		return mayRead === true ? report : undefined;
	}
}
