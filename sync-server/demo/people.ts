import type { Role } from '#lib/domain/policy/roles.ts';

export interface DemoPerson {
	readonly name: string;
	readonly role: Role;
	readonly userName: string;
}

/** Fourteen people in all roles. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
	{ name: 'Ada Okafor', role: 'org-admin', userName: 'ada' },
	{ name: 'Samira Haddad', role: 'supervisor', userName: 'samira' },
	{ name: 'Jonas Weber', role: 'supervisor', userName: 'jonas' },
	{ name: 'Mei Tanaka', role: 'agent', userName: 'mei' },
	{ name: 'Luca Moretti', role: 'agent', userName: 'luca' },
	{ name: 'Priya Raman', role: 'agent', userName: 'priya' },
	{ name: 'Tomás Herrera', role: 'agent', userName: 'tomas' },
	{ name: 'Freya Lindqvist', role: 'agent', userName: 'freya' },
	{ name: 'Omar Farouk', role: 'agent', userName: 'omar' },
	{ name: 'Chloé Dubois', role: 'agent', userName: 'chloe' },
	{ name: 'Pieter van der Berg', role: 'field-agent', userName: 'pieter' },
	{ name: 'Aisha Bello', role: 'field-agent', userName: 'aisha' },
	{ name: 'Nikos Papadakis', role: 'field-agent', userName: 'nikos' },
	{ name: 'Hannah Krüger', role: 'requester', userName: 'hannah' }
];

/** Three teams, by user names. */
export const DEMO_TEAMS = [
	{
		key: 'desk',
		name: 'Service Desk',
		color: 0,
		members: ['samira', 'mei', 'luca', 'priya', 'tomas', 'pieter'],
		supervisors: ['samira']
	},
	{
		key: 'network',
		name: 'Network & Field',
		color: 4,
		members: ['jonas', 'freya', 'omar', 'pieter', 'aisha', 'nikos'],
		supervisors: ['jonas']
	},
	{
		key: 'billing',
		name: 'Billing',
		color: 8,
		members: ['samira', 'chloe', 'priya'],
		supervisors: ['samira', 'jonas']
	}
] as const;
