import { loadPlaceItems } from '../later.ts';

type PlaceItems = Awaited<ReturnType<typeof loadPlaceItems>>;

let placeItems = $state.raw<PlaceItems>();
let isLoading = false;

/** What puts teams under their units; undefined until it is here, which whatever asked is told. */
export function placing(): PlaceItems | undefined {
	if (placeItems === undefined && !isLoading) {
		isLoading = true;
		void loadPlaceItems().then(
			(loaded) => (placeItems = loaded),
			() => (isLoading = false)
		);
	}
	return placeItems;
}
