/** The database of what searches keep: one of the device's own, so that it goes with the device. */
export const SEARCH_DATABASE = 'search';
/** The database of the last report, likewise. */
export const REPORT_DATABASE = 'reports';
