// What is not a code or a list of ours, or must not be believed; the text says why, for developers.
export class Refused extends Error {}
