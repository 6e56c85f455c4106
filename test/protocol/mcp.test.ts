import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { RULES } from '../../server/src/core/rules/index.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';

const WRONG = awsNode({ AWS_VPC_ENI_MTU: '9001' });
const LINE = WRONG.slice(0, WRONG.indexOf('9001')).split('\n').length;

/** A folder that may be read, with files in it, beside one that may not: `secret.yaml` and `secrets/`. */
function folders(t: TestContext, files: Readonly<Record<string, string>> = {}): string {
  const above = mkdtempSync(path.join(tmpdir(), 'vpc cni '));
  t.after(() => rmSync(above, { recursive: true, force: true }));
  const folder = path.join(above, 'project');
  mkdirSync(path.join(above, 'secrets'));
  for (const name of ['secret.yaml', 'secrets/hidden.yaml']) writeFileSync(path.join(above, name), WRONG);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** An assistant that asks about a folder. */
async function assistant(t: TestContext, folder = folders(t, { 'empty.txt': '' })) {
  const client = new Client({ name: 'test', version: '1' });
  const args = ['dist/cli.js', 'mcp', folder];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'inherit' }));
  t.after(() => client.close());
  const ask = (name: string, question: Record<string, unknown>) =>
    client.callTool({ name, arguments: question });
  return {
    client,
    // biome-ignore lint/suspicious/noExplicitAny: an answer is what it is compared with.
    async answer(name: string, question: Record<string, unknown>): Promise<any> {
      const { isError, structuredContent, content } = await ask(name, question);
      assert.ok(!isError, JSON.stringify(content));
      assert.deepEqual(content, [{ type: 'text', text: JSON.stringify(structuredContent) }]);
      return structuredContent;
    },
    async refusal(name: string, question: Record<string, unknown>): Promise<string> {
      const { isError, content } = await ask(name, question);
      assert.equal(isError, true, JSON.stringify(content));
      const [first] = content as { text: string }[];
      return first?.text ?? '';
    },
  };
}

/** What the command line prints. */
const printed = (...args: string[]) =>
  JSON.parse(
    spawnSync(process.execPath, ['dist/cli.js', ...args, '--format', 'json'], { encoding: 'utf8' }).stdout,
  );

test('an assistant sees tools that change nothing and ask nobody', async (t) => {
  const { client } = await assistant(t);
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['validate', 'max_pods', 'pool', 'plan', 'explain'],
  );
  for (const { annotations, inputSchema, outputSchema, description } of tools) {
    assert.equal(annotations?.readOnlyHint, true);
    assert.equal(annotations?.openWorldHint, false);
    assert.equal(inputSchema.additionalProperties, false);
    assert.ok(outputSchema && description);
  }
  assert.match(client.getInstructions() ?? '', /instance data of \d{4}/i);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.equal(client.getServerVersion()?.version, version);
});

test('validate judges a text by itself', async (t) => {
  const { answer } = await assistant(t);
  const { findings, ...rest } = await answer('validate', { text: WRONG });
  assert.deepEqual(rest, { files: 1, manifests: 1, omitted: 0, notRead: [], unknown: null });
  const [{ message, ...finding }] = findings;
  assert.match(message, /^9001 is a number/);
  assert.deepEqual(finding, {
    file: '<text>',
    line: LINE,
    column: 22,
    endLine: LINE,
    endColumn: 26,
    severity: 'error',
    rule: 'unquoted-value',
    fixes: [{ title: 'Write "9001"', safe: true }],
    related: [],
  });
  assert.equal(findings.length, 1);
});

test('validate says that it knows nothing of what is not ours', async (t) => {
  const { answer } = await assistant(t);
  const { manifests, unknown } = await answer('validate', { text: 'kind: Deployment\n' });
  assert.equal(manifests, 0);
  assert.match(unknown, /nothing was judged/);
});

test('validate reads files and folders together, as lint does', async (t) => {
  const folder = folders(t, { 'a.yaml': WRONG, 'deep/b.yaml': awsNode({}), 'deep/c.txt': WRONG });
  const { answer } = await assistant(t, folder);
  const { files, findings, notRead } = await answer('validate', { paths: ['.'] });
  assert.deepEqual([files, notRead], [2, []]);
  const ours = findings.map(({ file, ...rest }: { file: string }) => ({
    file: path.join(folder, file),
    ...rest,
  }));
  assert.deepEqual(ours, printed('lint', folder).findings);
  assert.deepEqual((await answer('validate', { paths: ['deep', 'deep/c.txt'] })).files, 2);
});

test('validate reads nothing outside of its folder, whoever names it', async (t) => {
  const folder = folders(t, {
    'kustomization.yaml': 'kind: Kustomization\nresources: [../secret.yaml, ../secrets]\n',
    'a.yaml': awsNode({}),
  });
  symlinkSync('../secret.yaml', path.join(folder, 'link.yaml'));
  symlinkSync('../secrets', path.join(folder, 'linked'));
  const { answer } = await assistant(t, folder);
  const hostile = [
    '../secret.yaml',
    path.join(folder, '../secret.yaml'),
    'deep/../../secret.yaml',
    '../project-2/a.yaml',
    '..',
    '/',
    '/etc/passwd',
    'link.yaml',
    'linked',
    'linked/hidden.yaml',
  ];
  const { files, findings, notRead } = await answer('validate', { paths: hostile });
  assert.deepEqual([files, findings], [0, []]);
  assert.equal(notRead.length, hostile.length);
  for (const complaint of notRead) assert.match(complaint, /: outside of the folder that may be read$/);
  // Neither is what a folder holds, or a kustomization names.
  const inside = await answer('validate', { paths: ['.'] });
  assert.deepEqual([inside.files, inside.findings], [2, []]);
  assert.match(inside.notRead.join('\n'), /link\.yaml: outside/);
  assert.match(inside.notRead.join('\n'), /secret\.yaml: outside/);
});

test('validate takes no standard input, no globs, and nothing that is no manifest', async (t) => {
  const folder = folders(t, { 'a.yaml': WRONG, 'large.yaml': `${WRONG}#${' '.repeat(1_500_000)}` });
  if (process.platform !== 'win32') spawnSync('mkfifo', [path.join(folder, 'pipe.yaml')]);
  const { answer } = await assistant(t, folder);
  const { files, notRead } = await answer('validate', { paths: ['-', '*.yaml', 'none.yaml', 'large.yaml'] });
  assert.equal(files, 0);
  assert.equal(notRead.length, 4);
  if (process.platform === 'linux')
    assert.match((await answer('validate', { paths: ['pipe.yaml'] })).notRead[0], /pipe\.yaml: not a file/);
  const { files: found, notRead: left } = await answer('validate', { paths: ['.'] });
  assert.equal(found, 1);
  assert.match(left.join('\n'), /large\.yaml: larger than/);
});

test('validate lists the worst findings first, and no more than help', async (t) => {
  const { answer } = await assistant(t);
  const text = Array.from({ length: 250 }, () => awsNode({ WARM_IP_TARGET: '"5"', AWS_VPC_ENI_MTU: '9001' }));
  const { findings, omitted } = await answer('validate', { text: text.join('\n---\n') });
  assert.equal(findings.length, 200);
  assert.ok(omitted >= 250, String(omitted));
  assert.deepEqual([...new Set(findings.map(({ severity }: { severity: string }) => severity))], ['error']);
});

test('max_pods answers as the command line does, and says why where it does not know', async (t) => {
  const { answer } = await assistant(t);
  const { types } = await answer('max_pods', {
    instanceTypes: ['m5.large', 'm5.larg', 'm4.large'],
    ipv6: true,
  });
  const reasons = types.map(({ unknown }: { unknown: string | null }) => unknown);
  assert.equal(reasons[0], null);
  assert.match(reasons[1], /^unknown instance type; did you mean m5\.large/);
  assert.match(reasons[2], /^Xen cannot delegate prefixes/);
  assert.deepEqual(
    types.map(({ unknown, ...rest }: { unknown: unknown }) => rest),
    printed('max-pods', 'm5.large', 'm5.larg', 'm4.large', '--ipv6'),
  );
});

test('pool answers as the command line does', async (t) => {
  const { answer, refusal } = await assistant(t);
  const question = { instanceType: 'm5.large', pods: 20, env: { WARM_IP_TARGET: '5' } };
  const { notes, ignored, unknown, ...rest } = await answer('pool', question);
  assert.deepEqual(rest, printed('pool', 'm5.large', '--pods', '20', '--env', 'WARM_IP_TARGET=5'));
  assert.deepEqual([notes.length, ignored, unknown], [1, [], null]);
  const { enis, unknown: why } = await answer('pool', { ...question, instanceType: 'z9.huge' });
  assert.equal(enis, null);
  assert.match(why, /^z9\.huge: unknown instance type/);
  const wrong = { ...question, env: { WARM_IP_TARGE: '5' } };
  assert.match(await refusal('pool', wrong), /no variable WARM_IP_TARGE; did you mean WARM_IP_TARGET/);
});

test('plan answers as the command line does', async (t) => {
  const { answer, refusal } = await assistant(t);
  const question = {
    instanceType: 'm5.large',
    podsPerNode: 20,
    cidrs: ['10.0.0.0/24', 'fd00::/64'],
    nodes: 9,
  };
  const { ignored, unknown, ...rest } = await answer('plan', question);
  const args = ['--type', 'm5.large', '--pods-per-node', '20', '--nodes', '9', '--cidr', ...question.cidrs];
  assert.deepEqual(rest, printed('plan', ...args));
  assert.equal(rest.fits, false);
  const cidrs = ['10.0.0.0/24', '10.0.0.0/25', '10.0.0.0/29', 'ten'];
  assert.deepEqual((await refusal('plan', { ...question, cidrs })).split('\n'), [
    '10.0.0.0/29: A subnet is a block from /16 to /28.',
    'ten: It is not an IPv4 block such as 10.0.0.0/8.',
    '10.0.0.0/25 overlaps 10.0.0.0/24.',
  ]);
});

test('explain knows every rule, and every variable', async (t) => {
  const { answer, refusal } = await assistant(t);
  for (const { id } of RULES) {
    const { kind, markdown } = await answer('explain', { name: id });
    assert.equal(kind, 'rule');
    assert.ok(markdown.includes(id), id);
  }
  const { kind, markdown } = await answer('explain', { name: 'WARM_IP_TARGET' });
  assert.equal(kind, 'variable');
  assert.match(markdown, /WARM_IP_TARGET/);
  assert.match(await refusal('explain', { name: 'WARM_IP_TARGT' }), /Did you mean WARM_IP_TARGET/);
});

test('what is asked wrongly is refused, and said why', async (t) => {
  const { client, refusal } = await assistant(t);
  for (const [name, question, why] of [
    ['validate', {}, /takes text, paths or both/],
    ['validate', { paths: 'a.yaml' }, /paths: .*expected array/],
    ['validate', { text: WRONG, file: 'a.yaml' }, /Unrecognized key.*file/],
    ['validate', { text: WRONG, cniVersion: 'new' }, /takes a release such as \d/],
    ['validate', { text: WRONG, instanceType: 'm5.larg' }, /did you mean m5\.large/],
    ['max_pods', { instanceTypes: [] }, /instanceTypes: /],
    ['pool', { instanceType: 'm5.large', pods: -1 }, /pods: /],
    ['pool', { instanceType: 'm5.large', pods: 1, env: { 'A=B': 'c' } }, /env\.A=B: Invalid key/],
    ['plan', { instanceType: 'm5.large', podsPerNode: 1.5, cidrs: ['10.0.0.0/24'] }, /podsPerNode: /],
  ] as const)
    assert.match(await refusal(name, question), why);
  await assert.rejects(client.callTool({ name: 'apply', arguments: {} }), /not found/);
});

test('the configuration file of the folder counts, as it is at the time', async (t) => {
  const folder = folders(t, { '.vpc-cni.yaml': 'daemonSetPods: 3\nrules:\n  unquoted-value: "off"\n' });
  const { answer, refusal } = await assistant(t, folder);
  assert.deepEqual((await answer('validate', { text: WRONG })).findings, []);
  const left = async (question: object) =>
    (await answer('max_pods', { instanceTypes: ['m5.large'], ...question })).types[0].workloadPods;
  assert.deepEqual([await left({}), await left({ daemonSetPods: 1 })], [24, 26]);
  writeFileSync(path.join(folder, '.vpc-cni.yaml'), 'daemonSetPods: many\n');
  assert.match(await refusal('validate', { text: WRONG }), /\.vpc-cni\.yaml:1/);
  rmSync(path.join(folder, '.vpc-cni.yaml'));
  symlinkSync('../secret.yaml', path.join(folder, '.vpc-cni.yaml'));
  assert.match(await refusal('validate', { text: WRONG }), /outside of the folder/);
  rmSync(path.join(folder, '.vpc-cni.yaml'));
  symlinkSync('none.yaml', path.join(folder, '.vpc-cni.yaml'));
  assert.match(await refusal('validate', { text: WRONG }), /a link that leads nowhere/);
});

test('a name that no file can have', async (t) => {
  const { answer } = await assistant(t);
  const { notRead } = await answer('validate', { paths: ['a\0b.yaml'] });
  assert.equal(notRead.length, 1);
  assert.match(notRead[0], /: no such file or folder$/);
});

test('the folder has to be there', () => {
  for (const folder of ['no-such-folder', 'package.json']) {
    const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'mcp', folder], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`${folder}: no such folder`));
  }
});

test('no code is compiled at run time', () => {
  const compilers = /\bnew Function\b|[^\w.]eval\(|=Function[,;]/;
  for (const name of ['mcp.js', 'cli.js', 'server.js'])
    assert.doesNotMatch(readFileSync(path.join('dist', name), 'utf8'), compilers, name);
});
