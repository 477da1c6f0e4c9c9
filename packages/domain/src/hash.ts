/**
 * A number from 0 to 4294967295 that depends on every character of a text and on nothing else, so that anybody can compute it again:
 * FNV-1a of 32 bits over the text in UTF-16, low byte first, then the finalizer of MurmurHash3, which sets neighbours apart. No
 * protection against anybody who wants to hit a number.
 */
export const hash32 = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
