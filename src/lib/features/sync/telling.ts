// What tells of a refusal, or of a file that could not be uploaded; fetched when there is one.
export { fileWords } from '#lib/session/files/file-words.ts';
export { Names } from './names.ts';
export { reasonWords } from './refusals.ts';
export { sentence } from './sentences.ts';
