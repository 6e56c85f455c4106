import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VARIABLES } from '../../server/src/core/domain/variables.js';
import { rulePage } from '../../server/src/core/features/rulePage.js';
import { fatalValue } from '../../server/src/core/rules/fatalValue.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { commandLine } from '../support/commandLine.js';

/** Begins a colour. */
const ESCAPE = '\u001b';

test('explain prints the page of a rule', (t) => {
  const { run } = commandLine(t);
  const { status, stdout } = run(['explain', 'fatal-value']);
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^fatal-value\n\nError\. The container exits when it starts, because of this value\.\n/,
  );
  assert.match(stdout, /\nFound\n\n {4}apiVersion: apps\/v1\n/);
  assert.match(stdout, /\n {4}#\s+\^+ error fatal-value: /);
  assert.match(
    stdout,
    /amazon-vpc-cni-k8s#1248\n {4}\(https:\/\/github\.com\/aws\/amazon-vpc-cni-k8s\/issues\/1248\)/,
  );
  assert.doesNotMatch(stdout, /```|\*\*/);
  assert.ok(!stdout.includes(ESCAPE));
  assert.ok(run(['explain', 'fatal-value', '--color']).stdout.includes(`${ESCAPE}[1m`));
});

test('the Markdown of a rule is its docs page', (t) => {
  const { stdout } = commandLine(t).run(['explain', 'fatal-value', '--format', 'markdown']);
  assert.equal(stdout, rulePage(fatalValue));
});

test('every rule can be explained, within 80 columns but for code and addresses', (t) => {
  const { run } = commandLine(t);
  const rules: { id: string }[] = JSON.parse(run(['explain', '--format', 'json']).stdout);
  assert.deepEqual(
    rules.map(({ id }) => id),
    RULES.map(({ id }) => id),
  );
  for (const id of ['warm-ip-without-minimum', 'unknown-variable', 'cidr-overlap']) {
    for (const line of run(['explain', id]).stdout.split('\n'))
      assert.ok(line.length <= 80 || /^ {4}|https?:|"vpcCni/.test(line), line);
  }
});

test('a list of all rules and variables, one on each line', (t) => {
  const { stdout } = commandLine(t).run(['explain']);
  assert.deepEqual(
    stdout.split('\n\n').map((part) => part.trimEnd().split('\n').length),
    [RULES.length, Object.keys(VARIABLES).length],
  );
  assert.match(stdout, /^WARM_IP_TARGET +\S/m);
  assert.match(stdout, /^error +fatal-value +The container exits when it starts, because of this value\.$/m);
});

test('explain prints the row of a variable, in whatever case it is named', (t) => {
  const { run } = commandLine(t);
  const { status, stdout } = run(['explain', 'enable_prefix_delegation']);
  assert.equal(status, 0);
  assert.match(stdout, /^ENABLE_PREFIX_DELEGATION\n/);
  assert.match(stdout, /\n {2}- Default: `false`\n/);
  assert.match(stdout, /\n {2}- A bad value: /);
  const row = JSON.parse(run(['explain', 'WARM_IP_TARGET', '--format', 'json']).stdout);
  assert.equal(row.what, 'variable');
  assert.equal(row.name, 'WARM_IP_TARGET');
  assert.equal(row.kind, 'integer');
});

test('a name that there is not is answered with the nearest', (t) => {
  const { run } = commandLine(t);
  const unknown = (name: string) => {
    const { status, stdout, stderr } = run(['explain', name]);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    return stderr;
  };
  assert.match(
    unknown('fatal-vale'),
    /^vpc-cni: there is no rule or variable fatal-vale; did you mean fatal-value/,
  );
  assert.match(unknown('WARM_IP_TARGE'), /did you mean WARM_IP_TARGET/);
  assert.match(unknown('podeni'), /did you mean ENABLE_POD_ENI, /);
  // Letters of two words, and two slips of four letters, are nobody's memory of a name.
  assert.match(unknown('nope'), /no rule or variable nope; vpc-cni explain lists them all/);
  assert.match(unknown('overlap'), /did you mean .*cidr-overlap/);
  assert.equal(
    unknown('zzzzzzzzzzzz'),
    'vpc-cni: there is no rule or variable zzzzzzzzzzzz; vpc-cni explain lists them all\n',
  );
  assert.equal(
    unknown('constructor'),
    'vpc-cni: there is no rule or variable constructor; vpc-cni explain lists them all\n',
  );
});
