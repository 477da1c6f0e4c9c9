// A process that takes a folder, says so (or who has it), and keeps it until its input ends or it is killed.
'use strict';

const { lockFolder } = require('./folder-lock');

lockFolder(process.argv[2]).then(
  (release) => {
    process.stdout.write('taken\n');
    process.stdin.on('end', release).resume();
  },
  (error) => {
    process.stdout.write(`${error.pid ?? error}\n`);
    process.stdin.resume(); // it stays, so that its pid is not given to another one meanwhile
  },
);
