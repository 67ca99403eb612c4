// What tells of a refusal; fetched when there is one.
export { Names } from './names.ts';
export { reasonWords } from './refusals.ts';
export { sentence } from './sentences.ts';
