const header = [
  'number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at',
  'sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,subcategory,u_symptom',
  'cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc',
  'vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at',
].join(',');

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
const numbers = (seed: number) => {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const two = (value: number): string => String(value).padStart(2, '0');

/** Day/month/year and minute, as ServiceNow writes them, without a zone. */
const written = (millis: number): string => {
  const at = new Date(millis);
  const day = `${at.getUTCDate()}/${at.getUTCMonth() + 1}/${at.getUTCFullYear()}`;
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
};

const minute = 60_000;
const states = ['New', 'Active', 'Active', 'Awaiting User Info', 'Active', 'Awaiting Vendor', 'Resolved', 'Closed'];

/** A made-up incident log in ServiceNow's form: what real ones do, reopenings and rows without a word of ours included. */
export const servicenowLog = (cases: number, seed = 1): string => {
  const below = numbers(seed);
  const rows: string[] = [header];
  for (let index = 0; index < cases; index += 1) {
    const opened = Date.UTC(2016, 1, 29) + below(30 * 24 * 60) * minute;
    let at = opened;
    let [team, agent] = [`Group ${below(6)}`, '?'];
    let inTime = true;
    let path = states.filter((state) => state === 'Closed' || state === 'Resolved' || below(3) > 0);
    if (below(12) === 0) path = [...path.slice(0, -1), 'Active', 'Resolved', 'Closed'];
    for (const state of path) {
      at += below(2000) * minute;
      if (below(4) === 0) team = `Group ${below(6)}`;
      if (below(3) === 0) agent = below(5) === 0 ? '?' : `Resolver ${below(20)}`;
      if (below(15) === 0) inTime = false;
      const caller = `Caller ${below(400)}`;
      const fields = {
        start: [
          `INC${String(index).padStart(7, '0')}`,
          state,
          'true',
          '0',
          '0',
          '0',
          String(inTime),
          caller,
          'Opened by 8',
        ],
        middle: [written(opened), '?', '?', `Updated by ${below(30)}`, written(at), 'Phone', 'Location 1'],
        what: [`Category ${below(9)}`, `Subcategory ${below(9)}`, '?', '?', '2 - Medium', '2 - Medium', '3 - Moderate'],
        who: [team, agent, 'true', 'false', 'Do Not Notify', '?', '?', '?', '?'],
        end: ['code 5', 'Resolved by 1', '?', written(at)],
      };
      rows.push(Object.values(fields).flat().join(','));
    }
  }
  return `${rows.join('\n')}\n`;
};
