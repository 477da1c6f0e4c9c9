const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

const units = [
  [year, 'y'],
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
] as const;

/** Milliseconds as people say them, by the two largest units: `3 d 4 h`, `12 min`, `0 s`. */
export const duration = (millis: number): string => {
  const sign = millis < 0 ? '-' : '';
  const span = Math.abs(millis);
  const first = units.findIndex(([size]) => span >= size);
  if (first === -1) return '0 s';
  const [size, name] = units[first] ?? units[4];
  const rest = units[first + 1];
  const parts = [`${Math.floor(span / size)} ${name}`];
  if (rest !== undefined && Math.floor((span % size) / rest[0]) > 0)
    parts.push(`${Math.floor((span % size) / rest[0])} ${rest[1]}`);
  return sign + parts.join(' ');
};
