import { Assigner } from '../automation/assigner.ts';
import { RuleEngine } from '../automation/rule-engine.ts';
import { noteRead } from '../channels/portal/seen.ts';
import type { Commit, OrgUnit } from '../pipeline/org-unit.ts';
import { ReportFacts } from '../reports/report-facts.ts';
import { FollowUpWatch } from '../service/follow-up-watch.ts';
import { ServiceWatch } from '../service/service-watch.ts';
import type { IssueSync, IssueSyncParts } from '../integrations/erpnext/issue-sync.ts';
import type { OnCallLine } from '../channels/whatsapp/on-call-line.ts';
import { OnCallWatch } from '../channels/whatsapp/on-call-watch.ts';
import { openIssues } from './open-issues.ts';
import { repeated, type RepeatedParts } from './repeated.ts';

/** What follows an organisation's commits and does something of its own. */
export interface Watchers {
	/** Tells people of service levels that run out. */
	readonly service: ServiceWatch;
	/** Does what was planned, at its time. */
	readonly followUps: FollowUpWatch;
	/** Runs what administrators have laid down. */
	readonly rules: RuleEngine;
	/** Gives tickets out. */
	readonly assigner: Assigner;
	/** What reports know of tickets. */
	readonly facts: ReportFacts;
	/** Tells those on call; undefined where there is no way to them. */
	readonly onCall: OnCallWatch | undefined;
	/** Keeps tickets and another system alike; undefined where there is no way outside. */
	readonly issues: IssueSync | undefined;
}

export interface WatcherParts extends RepeatedParts {
	readonly unit: OrgUnit;
	readonly defer: (run: () => void) => void;
	/** Whether somebody is here. */
	readonly isHere: (person: string) => boolean;
	/** Whether the organisation is open still. */
	readonly isOpen: () => boolean;
	readonly onCall?: () => OnCallLine;
	readonly outsiders?: IssueSyncParts['outsiders'];
}

/** Opens them; each wakes by itself when its time has come. */
export function openWatchers(parts: WatcherParts): Watchers {
	const { unit, now, after, defer, report, isHere, isOpen } = parts;
	const watching = (run: () => number | undefined) => ({
		...{ unit, now, defer, report },
		onPlanned: repeated({ now, after, report }, () => (isOpen() ? run() : undefined))
	});
	const service: ServiceWatch = new ServiceWatch(watching(() => service.run()));
	const followUps: FollowUpWatch = new FollowUpWatch(watching(() => followUps.run()));
	const rules: RuleEngine = new RuleEngine(watching(() => rules.run()));
	const giving = watching(() => assigner.run());
	const assigner: Assigner = new Assigner({ ...giving, isHere });
	after(0, giving.onPlanned);
	const issues = openIssues(unit, parts, isOpen);
	const line = parts.onCall?.();
	const calling = watching(() => onCall?.run());
	const rulesOf = () => line?.rules(unit.org);
	const onCall: OnCallWatch | undefined = line && new OnCallWatch({ ...calling, rules: rulesOf });
	line?.onChange(unit.org, () => onCall?.look());
	return { service, followUps, rules, assigner, facts: new ReportFacts(parts), onCall, issues };
}

/** Looks at what there is when the server begins. */
export function startWatchers({ service, followUps, rules, facts, onCall }: Watchers): void {
	for (const one of [service, followUps, rules, facts, onCall]) one?.look();
}

/** Tells them of a commit. */
export function tellWatchers(watchers: Watchers, unit: OrgUnit, commit: Commit, nowMs: number) {
	const { service, followUps, rules, assigner, facts, onCall, issues } = watchers;
	noteRead(unit, commit, nowMs);
	for (const one of [service, followUps, assigner, onCall, issues]) one?.look(commit);
	rules.look();
	facts.look();
}

export function stopWatchers(watchers: Watchers): void {
	const { service, followUps, rules, assigner, facts, onCall, issues } = watchers;
	for (const one of [service, followUps, rules, assigner, facts, onCall, issues]) one?.stop();
}
