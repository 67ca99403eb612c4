/**
 * Something about files, disks or another machine. Its words go into the log, so nothing stands in
 * them that a person typed, is called, or can be reached by.
 */
export class MachineError extends Error {}
