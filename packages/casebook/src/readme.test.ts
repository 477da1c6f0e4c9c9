// #region desk
import { agent, openCasebook, run } from '@casebook/casebook';
// #endregion

test('what README shows runs as it is shown', async () => {
  // #region desk
  const casebook = await openCasebook({ memory: true }); // or { data: './desk' }, or { database: 'postgres://…' }
  const desk = casebook.as({ tenant: 'acme', actor: agent('ada') });

  const { id, number } = await run(desk.cases.create({ channel: 'chat', subject: 'Screen stays dark' }));
  await run(desk.cases.assign(id, { team: 'technical-support', agent: 'ada' }));

  const before = new Date().toISOString();
  const queue = await run(desk.queues.team('technical-support')); // most urgent first
  await run(desk.cases.resolve(id, { code: 'replaced', notes: 'Panel faulty; new device sent.' }));

  const timeline = await run(desk.history.timeline(number, { asOf: before })); // who did what, when and why
  const report = await run(desk.analytics.report());
  await casebook.close();
  // #endregion

  expect(queue).toMatchObject([{ number, status: 'New', team: 'technical-support', assignee: 'ada' }]);
  expect(timeline.map(({ who, what }) => `${who} ${what}`)).toEqual([
    `ada (agent) opened case ${number} by chat`,
    'ada (agent) routed the case to technical-support',
    'ada (agent) assigned the case to ada in technical-support',
  ]);
  expect(report).toMatchObject({ cases: 1, resolution: { cases: 1 }, topTeams: [{ team: 'technical-support' }] });
});
