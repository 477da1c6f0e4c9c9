// The last line of a run, for people who pipe it: "N passed, N failed". A file that cannot even be loaded counts as a failure.
module.exports = class TallyReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed\n`;
    process.once('exit', () => process.stderr.write(line));
  }
};
