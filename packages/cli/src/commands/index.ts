import type * as AsOf from './as-of';
import type * as CaseTimeline from './case';
import type * as Check from './check';
import type * as CheckDecisions from './check-decisions';
import type * as CheckLog from './check-log';
import type * as CopyLog from './copy-log';
import type * as Demo from './demo';
import type * as Draft from './draft';
import type * as Erase from './erase';
import type * as Follow from './follow';
import type * as Hold from './hold';
import type * as ImportCsv from './import-csv';
import type * as ImportServiceNow from './import-servicenow';
import type * as Migrate from './migrate';
import type * as Queue from './queue';
import type * as Rebuild from './rebuild';
import type * as Replay from './replay';
import type * as ReplayParked from './replay-parked';
import type * as Report from './report';
import type * as Roles from './roles';
import type * as RulebookDiff from './rulebook-diff';
import type * as RulebookLint from './rulebook-lint';
import type * as RulebookPublish from './rulebook-publish';
import type * as RulebookReview from './rulebook-review';
import type * as RulebookShow from './rulebook-show';
import type * as Services from './services';
import type * as Similar from './similar';
import type * as Snapshot from './snapshot';
import type * as Sql from './sql';
import type * as Status from './status';
import type * as Tasks from './tasks';
import type * as Taxonomy from './taxonomy';
import type * as Why from './why';

interface Modules {
  readonly './as-of': typeof AsOf;
  readonly './case': typeof CaseTimeline;
  readonly './check': typeof Check;
  readonly './check-decisions': typeof CheckDecisions;
  readonly './check-log': typeof CheckLog;
  readonly './copy-log': typeof CopyLog;
  readonly './demo': typeof Demo;
  readonly './draft': typeof Draft;
  readonly './erase': typeof Erase;
  readonly './follow': typeof Follow;
  readonly './hold': typeof Hold;
  readonly './import-csv': typeof ImportCsv;
  readonly './import-servicenow': typeof ImportServiceNow;
  readonly './migrate': typeof Migrate;
  readonly './queue': typeof Queue;
  readonly './rebuild': typeof Rebuild;
  readonly './replay': typeof Replay;
  readonly './replay-parked': typeof ReplayParked;
  readonly './report': typeof Report;
  readonly './roles': typeof Roles;
  readonly './rulebook-diff': typeof RulebookDiff;
  readonly './rulebook-lint': typeof RulebookLint;
  readonly './rulebook-publish': typeof RulebookPublish;
  readonly './rulebook-review': typeof RulebookReview;
  readonly './rulebook-show': typeof RulebookShow;
  readonly './services': typeof Services;
  readonly './similar': typeof Similar;
  readonly './snapshot': typeof Snapshot;
  readonly './sql': typeof Sql;
  readonly './status': typeof Status;
  readonly './tasks': typeof Tasks;
  readonly './taxonomy': typeof Taxonomy;
  readonly './why': typeof Why;
}

// Loaded when asked for: databases and parsers take a second to load, and `--help` needs none of them.
declare const require: <Path extends keyof Modules>(path: Path) => Modules[Path];

export const commands = {
  asOf: () => require('./as-of').asOf,
  caseTimeline: () => require('./case').caseTimeline,
  check: () => require('./check').check,
  checkDecisions: () => require('./check-decisions').checkDecisions,
  checkLog: () => require('./check-log').checkLog,
  copyLog: () => require('./copy-log').copyLog,
  demo: () => require('./demo').demo,
  draft: () => require('./draft').draft,
  erase: () => require('./erase').erase,
  follow: () => require('./follow').follow,
  hold: () => require('./hold').hold,
  importCsv: () => require('./import-csv').importCsv,
  importServiceNow: () => require('./import-servicenow').importServiceNow,
  migrate: () => require('./migrate').migrate,
  queue: () => require('./queue').queue,
  rebuild: () => require('./rebuild').rebuild,
  replay: () => require('./replay').replay,
  replayParked: () => require('./replay-parked').replayParked,
  report: () => require('./report').report,
  roles: () => require('./roles').roles,
  rulebookDiff: () => require('./rulebook-diff').rulebookDiff,
  rulebookLint: () => require('./rulebook-lint').rulebookLint,
  rulebookPublish: () => require('./rulebook-publish').rulebookPublish,
  rulebookReview: () => require('./rulebook-review').rulebookReview,
  rulebookShow: () => require('./rulebook-show').rulebookShow,
  services: () => require('./services').services,
  similar: () => require('./similar').similar,
  snapshot: () => require('./snapshot').snapshot,
  sql: () => require('./sql').sql,
  status: () => require('./status').status,
  tasks: () => require('./tasks').tasks,
  taxonomy: () => require('./taxonomy').taxonomy,
  why: () => require('./why').why,
};
