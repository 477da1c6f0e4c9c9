import { reach } from '../reach';
import { readModelsIn } from './contender';

// A process of its own that follows the log until it is killed, or told to end: node worker.ts URL LEASE.
process.stdin.on('end', () => process.exit(1)).resume(); // whoever started it has ended, maybe by kill -9

const main = async ([url = '', lease = '']: ReadonlyArray<string>): Promise<void> => {
  const database = await reach(url);
  const following = readModelsIn(database, Number(lease)).follow();
  process.on('SIGTERM', () => void following.stop().then(() => process.exit(0)));
};

void main(process.argv.slice(2));
