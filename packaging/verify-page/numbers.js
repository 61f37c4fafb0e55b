// Register numbers, K-31.74.04-A7-2026-00012-X, as app/domain/numbers.py makes them.

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SHAPE = /^K-(\d{2}(?:\.\d{2}){0,2})-([0-9A-Z]{2,6})-(\d{4})-(\d{5,9})-([0-9A-Z])$/;

/** Its parts, or null when the shape or the check character is wrong. */
export function parseNumber(text) {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, region, device, year, digits, check] = match;
  const sequence = Number(digits);
  if (String(sequence).padStart(5, "0") !== digits) return null;
  if (checkCharacter(text.slice(0, -2)) !== check) return null;
  return { region, device, year: Number(year), sequence };
}

/** ISO 7064 MOD 37,36 over the letters and digits (others are passed over). */
function checkCharacter(text) {
  let check = 36;
  for (const symbol of text) {
    const value = ALPHABET.indexOf(symbol);
    if (value < 0) continue;
    check = ((check + value) % 36 || 36) * 2 % 37;
  }
  return ALPHABET[(37 - check) % 36];
}

/** Whether a grant on region `granted` reaches `scope`. */
export function covers(granted, scope) {
  return scope === granted || scope.startsWith(granted + ".");
}
