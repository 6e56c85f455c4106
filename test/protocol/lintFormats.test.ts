import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { commandLine } from '../support/commandLine.js';
import { readSarif } from '../support/sarif.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** An error with a safe fix, and an information. */
const BAD = awsNode({ AWS_VPC_ENI_MTU: '9001', WARM_FOO: '"1"' });
const LINE = BAD.slice(0, BAD.indexOf('9001')).split('\n').length;
const GROUP =
  'apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata: { name: web, namespace: shop }\nspec:\n  podSelector: {}\n  securityGroups:\n    groupIds:\n      - sg-1\n';

test('SARIF follows its schema, with rules, places, fixes and fingerprints', (t) => {
  const { run, root } = commandLine(t, { 'deploy dir/aws-node #1.yaml': BAD, 'policy.yaml': GROUP });
  const { status, stdout, stderr } = run(['lint', '--format', 'sarif', '.']);
  assert.equal(status, 1);
  assert.equal(stderr, '');
  const { log, errors } = readSarif(stdout);
  assert.deepEqual(errors, []);
  const [sarif] = log.runs;
  assert.ok(sarif);
  const { driver } = sarif.tool;
  assert.equal(driver.semanticVersion, version);
  assert.equal(sarif.columnKind, 'utf16CodeUnits');
  assert.equal(sarif.originalUriBaseIds?.['%SRCROOT%']?.uri, `${pathToFileURL(root).href}/`);
  assert.equal(sarif.invocations?.[0]?.executionSuccessful, true);
  const results = sarif.results ?? [];
  for (const { ruleId, ruleIndex } of results) assert.equal(driver.rules?.[ruleIndex ?? -1]?.id, ruleId);
  const result = results.find(({ ruleId }) => ruleId === 'unquoted-value');
  assert.equal(result?.level, 'error');
  const place = result?.locations?.[0]?.physicalLocation;
  assert.deepEqual(place, {
    artifactLocation: { uri: 'deploy%20dir/aws-node%20%231.yaml', uriBaseId: '%SRCROOT%' },
    region: { startLine: LINE, startColumn: 22, endLine: LINE, endColumn: 26 },
  });
  assert.deepEqual(result?.fixes, [
    {
      description: { text: 'Write "9001"' },
      artifactChanges: [
        {
          artifactLocation: place?.artifactLocation,
          replacements: [{ deletedRegion: place?.region, insertedContent: { text: '"9001"' } }],
        },
      ],
    },
  ]);
  const rule = driver.rules?.[result?.ruleIndex ?? -1];
  assert.equal(rule?.defaultConfiguration?.level, 'error');
  assert.match(rule?.helpUri ?? '', /\/docs\/rules\/unquoted-value\.md$/);
  assert.match(rule?.help?.markdown ?? '', /^# unquoted-value\n/);
  assert.ok(rule?.shortDescription?.text && rule.fullDescription?.text);
  assert.equal(results.find(({ ruleId }) => ruleId === 'unknown-variable')?.level, 'note');
});

test('the fingerprints of SARIF do not move with the lines, and tell equal findings apart', (t) => {
  const { run, write } = commandLine(t, { 'a.yaml': `${GROUP}---\n${GROUP}` });
  const prints = () =>
    readSarif(run(['lint', '--format', 'sarif', 'a.yaml']).stdout).log.runs[0]?.results?.map(
      ({ partialFingerprints }) => partialFingerprints?.['vpcCniFinding/v1'],
    );
  const before = prints() ?? [];
  assert.equal(before.length, 2);
  assert.equal(new Set(before).size, 2);
  write('a.yaml', `# one\n# two\n${GROUP}---\n# three\n${GROUP}`);
  assert.deepEqual(prints(), before);
});

test('what comments allow is suppressed in SARIF, skipped in JUnit, and there only where it is asked for', (t) => {
  const allowed = GROUP.replace('- sg-1', '- sg-1 # vpc-cni allow security-group-not-an-id: made up <here>');
  const { run } = commandLine(t, { 'a.yaml': `${allowed}---\n${GROUP}` });
  const sarif = (...args: string[]) =>
    readSarif(run(['lint', '--format', 'sarif', ...args, 'a.yaml']).stdout);
  assert.equal(sarif().log.runs[0]?.results?.length, 1);
  const { log, errors } = sarif('--with-allowed');
  assert.deepEqual(errors, []);
  assert.deepEqual(
    log.runs[0]?.results?.map(({ suppressions }) => suppressions),
    [[{ kind: 'inSource', justification: 'made up <here>' }], []],
  );
  const junit = run(['lint', '--format', 'junit', '--with-allowed', 'a.yaml']).stdout;
  assert.match(junit, /<testsuites name="vpc-cni" tests="2" failures="1" errors="0" skipped="1">/);
  assert.match(junit, /<skipped message="made up &lt;here&gt;"\/>/);
  const text = run(['lint', '--with-allowed', '--max-warnings', '1', 'a.yaml']);
  assert.equal(text.status, 0);
  assert.deepEqual(
    text.stdout.split('\n').map((line) => line.endsWith(' (allowed: made up <here>)')),
    [true, false, false, false],
  );
  assert.match(text.stdout, /1 warning \(1 allowed\)\n$/);
  assert.equal(
    run(['lint', '--format', 'github', '--with-allowed', 'a.yaml']).stdout.match(/^::/gm)?.length,
    1,
  );
});

test('SARIF and annotations name files from the repository, whatever folder they are made in', (t) => {
  const { run, root } = commandLine(t, { '.git/HEAD': '', 'deep/a.yaml': GROUP });
  const lint = (format: string) =>
    run(['lint', '--format', format, 'a.yaml', 'none.yaml'], { cwd: 'deep' }).stdout;
  assert.deepEqual(
    [...lint('github').matchAll(/file=([^,]*),/g)].map(([, file]) => file),
    ['deep/a.yaml', 'deep/none.yaml'],
  );
  const [made] = readSarif(lint('sarif')).log.runs;
  const place = made?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
  assert.deepEqual(place, { uri: 'deep/a.yaml', uriBaseId: '%SRCROOT%' });
  assert.equal(made?.originalUriBaseIds?.['%SRCROOT%']?.uri, `${pathToFileURL(root).href}/`);
  assert.match(lint('text'), /^a\.yaml:/);
});

test('what cannot be read is an error in every format', (t) => {
  const { run } = commandLine(t, { 'good.yaml': awsNode({}) });
  const lint = (format: string) => {
    const { status, stdout, stderr } = run(['lint', '--format', format, 'no, such%.yaml', 'good.yaml']);
    assert.equal(status, 2, format);
    assert.equal(stderr, 'vpc-cni: no, such%.yaml: no such file or folder\n');
    return stdout;
  };
  assert.equal(lint('text'), '1 file: nothing to report\n');
  const complaint = { file: 'no, such%.yaml', message: 'no such file or folder' };
  assert.deepEqual(JSON.parse(lint('json')).complaints, [complaint]);
  assert.equal(
    lint('github'),
    '::error file=no%2C such%25.yaml,title=vpc-cni::no such file or folder\n1 file: nothing to report\n',
  );
  assert.match(
    lint('junit'),
    /errors="1" skipped="0">\s*<testcase .*file="no, such%.yaml">\s*<error message="no such/,
  );
  const { log, errors } = readSarif(lint('sarif'));
  assert.deepEqual(errors, []);
  const invocation = log.runs[0]?.invocations?.[0];
  assert.equal(invocation?.executionSuccessful, false);
  const [notification] = invocation?.toolExecutionNotifications ?? [];
  assert.equal(notification?.level, 'error');
  assert.equal(notification?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'no%2C%20such%25.yaml');
});

test('each finding is a command for a GitHub workflow, on one line whatever it says', (t) => {
  const { run } = commandLine(t, {
    'a,b.yaml': awsNode({ AWS_VPC_ENI_MTU: '"90%01\\n::warning::x"', WARM_FOO: '"1"' }),
  });
  const { stdout } = run(['lint', '--format', 'github', '.']);
  const [error, notice, last, ...rest] = stdout.split('\n');
  assert.match(
    error ?? '',
    /^::error file=a%2Cb\.yaml,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=fatal-value::"90%2501/,
  );
  assert.match(notice ?? '', /^::notice file=a%2Cb\.yaml,.*title=unknown-variable::/);
  assert.equal(last, '1 file: 1 error, 1 information');
  assert.deepEqual(rest, ['']);
});

test('JUnit has a suite for each file and a case for each finding, and can be read whatever they hold', (t) => {
  const { run } = commandLine(t, {
    'bad & "odd".yaml': awsNode({ AWS_VPC_ENI_MTU: '"9\\u0001]]>&"' }),
    'good.yaml': awsNode({}),
  });
  const { stdout } = run(['lint', '--format', 'junit', '.']);
  assert.match(
    stdout,
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="vpc-cni" tests="2" failures="1" errors="0" skipped="0">/,
  );
  assert.match(stdout, /<testsuite name="bad &amp; &quot;odd&quot;\.yaml" tests="1" failures="1"/);
  assert.match(stdout, /<testsuite name="good\.yaml" tests="1" failures="0"/);
  assert.match(stdout, /<failure message="&quot;9\ufffd\]\]&gt;&amp;&quot; is not/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write them
  assert.doesNotMatch(stdout, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
});

test('a report that has nothing to say is one all the same', (t) => {
  const { run, write } = commandLine(t, { 'other/a.txt': '' });
  write('some/pod.yaml', 'a: 1\n');
  assert.equal(run(['lint', 'some']).stdout, '1 file: nothing about the VPC CNI\n');
  const empty = run(['lint', 'other']);
  assert.deepEqual(empty, { status: 0, stdout: '', stderr: 'vpc-cni: no YAML or JSON files in other\n' });
  assert.deepEqual(JSON.parse(run(['lint', 'other', '--format', 'json']).stdout), { files: 0, findings: [] });
  const { log, errors } = readSarif(run(['lint', 'other', '--format', 'sarif']).stdout);
  assert.deepEqual(errors, []);
  assert.deepEqual(log.runs[0]?.results, []);
  assert.match(run(['lint', 'other', '--format', 'junit']).stdout, /tests="1" failures="0"/);
});

test('files outside of the working directory have their whole name', (t) => {
  const { run, at } = commandLine(t, { 'a/x.yaml': '', 'b é.yaml': BAD });
  const sarif = run(['lint', '--format', 'sarif', '../b é.yaml'], { cwd: 'a' }).stdout;
  const location = readSarif(sarif).log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation;
  assert.deepEqual(location?.artifactLocation, { uri: pathToFileURL(at('b é.yaml')).href });
  const { stdout } = run(['lint', '--format', 'github', '../b é.yaml'], { cwd: 'a' });
  assert.ok(stdout.includes(`file=${at('b é.yaml').replaceAll(path.sep, '/')},`));
});

test('severity, quiet and max-warnings', (t) => {
  const { run } = commandLine(t, { 'bad.yaml': BAD, 'group.yaml': GROUP });
  const counts = (...args: string[]) =>
    run(['lint', 'bad.yaml', ...args])
      .stdout.split('\n')
      .at(-2);
  assert.equal(counts(), '1 file: 1 error, 1 information');
  assert.equal(counts('--severity', 'warning'), '1 file: 1 error (1 less severe not shown)');
  assert.equal(counts('--quiet'), '1 file: 1 error (1 less severe not shown)');
  const lint = (...args: string[]) => run(['lint', 'group.yaml', ...args]);
  assert.deepEqual(lint('--quiet'), { status: 0, stdout: '', stderr: '' });
  assert.equal(lint('--max-warnings', '1').status, 0);
  assert.deepEqual(lint('--max-warnings', '0', '--quiet'), {
    status: 1,
    stdout: '',
    stderr: 'vpc-cni: 1 warning, more than --max-warnings 0\n',
  });
  for (const wrong of [
    ['--severity', 'bad'],
    ['--quiet', '--severity', 'hint'],
    ['--max-warnings', '-1'],
    ['--update-baseline'],
  ])
    assert.equal(lint(...wrong).status, 2, wrong.join(' '));
});

test('colours follow NO_COLOR, FORCE_COLOR and what is asked for', (t) => {
  const { run } = commandLine(t, { 'bad.yaml': BAD });
  const isColoured = (env: Record<string, string>, ...args: string[]) =>
    run(['lint', 'bad.yaml', ...args], { env }).stdout.includes('\u001b[31m');
  assert.equal(isColoured({}), false);
  assert.equal(isColoured({ CI: 'true' }), false);
  assert.equal(isColoured({ FORCE_COLOR: '1' }), true);
  assert.equal(isColoured({ FORCE_COLOR: '0' }), false);
  assert.equal(isColoured({ FORCE_COLOR: '1' }, '--no-color'), false);
  assert.equal(isColoured({ NO_COLOR: '1' }, '--color'), true);
  assert.equal(run(['lint', 'bad.yaml', '--format', 'json', '--color']).stdout.includes('\u001b'), false);
});

test('nothing that a manifest holds moves the cursor', (t) => {
  const { run } = commandLine(t, { 'a.yaml': awsNode({ AWS_VPC_ENI_MTU: '"\\e]0;x\\a\\n9"' }) });
  const { stdout } = run(['lint', 'a.yaml']);
  assert.equal(stdout.split('\n').length, 3);
  assert.match(stdout, /"\\u001b\]0;x\\u0007 9"/);
});

test('JSON has these keys for each finding', (t) => {
  const { run } = commandLine(t, { 'bad.yaml': BAD });
  const { findings } = JSON.parse(run(['lint', 'bad.yaml', '--format', 'json']).stdout);
  assert.deepEqual(Object.keys(findings[0]), [
    'file',
    'line',
    'column',
    'endLine',
    'endColumn',
    'severity',
    'rule',
    'message',
    'fixes',
    'related',
  ]);
});

test('no name and no value is a command to a CI system', (t) => {
  // Windows has no such names.
  if (process.platform === 'win32') return;
  const { run } = commandLine(t, {
    '::error title=x::y.yaml': awsNode({ AWS_VPC_ENI_MTU: '"##[error]x ##vso[task.complete]"' }),
    ' ::debug::.yaml': awsNode({ POD_MTU: '9001' }),
    '##[group]a/b.yaml': awsNode({ POD_MTU: '9001' }),
  });
  const { stdout } = run(['lint', '--fix', '.']);
  assert.match(stdout, /^\.\/ ::debug::\.yaml:\d+:\d+: fixed unquoted-value/m);
  assert.match(
    stdout,
    /^\.\/::error title=x::y\.yaml:\d+:\d+: error fatal-value: "\\u0023#\[error\]x \\u0023#vso\[/m,
  );
  assert.match(stdout, /^\\u0023#\[group\]a\/b\.yaml:/m);
  assert.doesNotMatch(stdout, /^\s*::|##\w*\[/m);
});
