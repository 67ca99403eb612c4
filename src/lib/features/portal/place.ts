/** Where somebody asks: its pages here, its side of the server, and what is kept of it on this device. */
export interface Place {
	readonly home: string;
	readonly api: '/api/portal' | '/api/provider';
	readonly uploads: string;
	readonly area: 'portal' | 'provider';
	/** Whether they say how much it presses, and are told while nobody looks. */
	readonly asksPriority: boolean;
	readonly tellsOutside: boolean;
}

/** The portal of one's organisation. */
export const PORTAL: Place = {
	...{ home: '/requests', api: '/api/portal', area: 'portal' },
	...{ uploads: '/api/uploads', asksPriority: false, tellsOutside: true }
};

/** Whoever runs the server, as asked by those who lead an organisation on it. */
export const PROVIDER: Place = {
	...{ home: '/admin/provider', api: '/api/provider', area: 'provider' },
	...{ uploads: '/api/provider/uploads', asksPriority: true, tellsOutside: false }
};
