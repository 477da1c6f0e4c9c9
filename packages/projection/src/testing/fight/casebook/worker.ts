import { setTimeout as pause } from 'node:timers/promises';
import { done } from '../../done';
import { reach } from '../reach';
import { readModelsIn } from './contender';

// A process of its own that folds the log until it is killed, or told to end: node worker.ts URL LEASE HOW [VERSION]. Where
// it is to migrate, to rebuild or to roll back it says `page` for each page and ends once that is done.
process.stdin.on('end', () => process.exit(1)).resume(); // whoever started it has ended, maybe by kill -9

const sayPage = (): void => void process.stdout.write('page\n');

const main = async ([url = '', lease = '', how = '', version = '1']: ReadonlyArray<string>): Promise<void> => {
  const models = readModelsIn(await reach(url), Number(lease), Number(version));
  const once = {
    migrate: () => models.migrate(sayPage),
    rebuild: () => models.rebuild(['tallies'], sayPage),
    'roll back': () => models.rollBack(['tallies'], sayPage),
  };
  if (how === 'migrate' || how === 'rebuild' || how === 'roll back') {
    await done(once[how]());
    process.exit(0);
  }
  if (how === 'follow') {
    const following = models.follow();
    process.on('SIGTERM', () => void following.stop().then(() => process.exit(0)));
    return;
  }
  for (;;) {
    await models.catchUp()(); // where it fails, the next time will do
    await pause(20);
  }
};

void main(process.argv.slice(2));
