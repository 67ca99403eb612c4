/// <reference types="@sveltejs/kit" />

declare global {
	namespace App {
		interface PageState {
			/** What the list on this page shows, as its address says it; the page's own where absent. */
			list?: string;
		}
	}
}

export {};
