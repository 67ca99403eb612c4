/** The register of a ticket that says when those on call were last told of it. */
export const ON_CALL = 'onCall';
