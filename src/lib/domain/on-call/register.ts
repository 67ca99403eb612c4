/** The register of a ticket that says when it was last decided to tell those on call of it. */
export const ON_CALL = 'onCall';
/** The one that says what became of that. */
export const ON_CALL_TOLD = 'onCallTold';
