/** Files to measure on. The same spec and seed give the same files everywhere. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Small seeded generator (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const hex = (rnd, n = 17) =>
  Array.from({ length: n }, () => Math.floor(rnd() * 16).toString(16)).join('');
const list = (rnd, max, indent, make) =>
  Array.from({ length: 1 + Math.floor(rnd() * max) }, () => `${' '.repeat(indent)}- ${make()}\n`).join('');

/** One document each; `bad` has a mistake in it. */
const DOCUMENTS = [
  (rnd, i, bad) => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2${'abcd'[i % 4]}-${i}
spec:
  subnet: ${bad ? 'sbnet' : 'subnet'}-${hex(rnd)}
  securityGroups:
${list(rnd, 4, 4, () => `sg-${hex(rnd)}`)}`,
  (rnd, i, bad) => `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: policy-${i}
  namespace: team-${i % 20}
spec:
  podSelector:
    matchLabels:
      app: service-${i}
    matchExpressions:
      - key: tier
        operator: In
        values: [frontend, "backend-${i}"]
  securityGroups:
    groupIds:${bad ? ' []\n' : `\n${list(rnd, 3, 6, () => `sg-${hex(rnd)}`)}`}`,
  (rnd, i, bad) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${i}
  labels: {app: service-${i}, tier: backend}
spec:
  replicas: ${bad ? 'many' : 1 + (i % 5)}
  selector:
    matchLabels:
      app: service-${i}
  template:
    metadata:
      labels:
        app: service-${i}
    spec:
      containers:
        - name: main # the service itself
          image: example/service-${i}:1.${i % 30}
          imagePullPolicy: IfNotPresent
          env:
${Array.from({ length: 3 + Math.floor(rnd() * 6) }, (_, k) => `            - name: SETTING_${k}\n              value: "${hex(rnd, 12)}"\n`).join('')}          resources:
            limits:
              cpu: ${100 + (i % 9) * 50}m
              memory: 256Mi
`,
];

/** Endless: 40 % ENIConfigs, 30 % policies, 30 % workloads; one in 50 has a mistake. */
export function* documents(seed) {
  const rnd = random(seed);
  for (let i = 0; ; i++) {
    const pick = rnd();
    yield DOCUMENTS[pick < 0.4 ? 0 : pick < 0.7 ? 1 : 2](rnd, i, i % 50 === 49);
  }
}

const marked = (document) => document.replace('metadata:\n', 'metadata:\n  annotations: {bench: caret}\n');

/** A file of many documents and about `lines` lines; the ENIConfig in the middle is marked for typing. */
function generate(lines, seed) {
  const docs = [];
  let count = 0;
  for (const document of documents(seed)) {
    docs.push(document);
    count += document.split('\n').length;
    if (count >= lines) break;
  }
  for (let i = docs.length >> 1; ; i++) {
    if (!/kind: ENIConfig/.test(docs[i % docs.length])) continue;
    docs[i % docs.length] = marked(docs[i % docs.length]);
    return docs.join('---\n');
  }
}

/** An OpenAPI description of about `lines` lines in one document: YAML that has nothing to do with clusters. */
function foreign(lines, seed) {
  const rnd = random(seed);
  const operation = (i, verb, isMarked) => `    ${verb}:
      operationId: ${verb}Thing${i}
      summary: ${hex(rnd, 8)} is it
${isMarked ? `      x-bench-caret: ${hex(rnd, 8)}\n` : ''}      tags: [things, "group-${i % 12}"]
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
            pattern: '^[a-z0-9-]{1,${i % 60}}$'
      responses:
        "200":
          description: Fine
          content:
            application/json:
              schema:
                type: object
                properties:
                  field${i}: {type: string, example: "${hex(rnd, 12)}"} # as it was
                  count: {type: integer, minimum: 0}
`;
  const paths = [];
  const wanted = Math.round(lines / 43);
  for (let i = 0; i < wanted; i++)
    paths.push(
      `  /things-${i}/{id}:\n${operation(i, 'get', i === wanted >> 1)}${operation(i, 'post', false)}`,
    );
  return `openapi: 3.0.3\ninfo:\n  title: Things\n  version: 1.0.0\npaths:\n${paths.join('')}`;
}

const CARET_ENI = 'bench: caret\\}\\n(?:.*\\n)*? +subnet: s[a-z]*-[0-9a-f]+';

/** `{ name, files, languageId, caret, typed }`: the first file is opened, and typed in at the end of what `caret` matches. */
export function scenario(spec, seed) {
  const [kind, arg] = spec.split(/:(.*)/s);
  const own = { name: spec, languageId: 'yaml', typed: '0123456789', caret: CARET_ENI };
  const one = (i) => marked(DOCUMENTS[0](random(seed + i), i, false));
  if (kind === 'eniconfig') return { ...own, files: { 'eniconfig.yaml': one(0) } };
  if (kind === 'gen') return { ...own, files: { [`mixed-${arg}.yaml`]: generate(Number(arg), seed) } };
  if (kind === 'list') {
    // One document only: splitting at '---' does not help here.
    const items = generate(Number(arg), seed)
      .split('---\n')
      .map((doc) => `  - ${doc.trimEnd().replaceAll('\n', '\n    ')}\n`);
    const text = `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
    return { ...own, files: { [`mixed-list-${arg}.yaml`]: text } };
  }
  if (kind === 'foreign') {
    const files = { [`foreign-${arg}.yaml`]: foreign(Number(arg), seed) };
    return { ...own, files, isSilent: true, caret: 'x-bench-caret: [0-9a-f]+' };
  }
  if (kind === 'cni') {
    const files = { 'aws-k8s-cni.yaml': readFileSync(arg, 'utf8') };
    return { ...own, name: 'cni', caret: 'name: AWS_VPC_ENI_MTU\\n\\s+value: "\\d+', files };
  }
  if (kind === 'ws') {
    const rnd = random(seed);
    const small = (i) => [`team-${i % 20}/mixed-${i}.yaml`, DOCUMENTS[i % 3](rnd, i, i % 50 === 49)];
    const rest = Array.from({ length: Number(arg) - 1 }, (_, i) => small(i));
    return { ...own, isWorkspace: true, files: { 'eniconfig.yaml': one(0), ...Object.fromEntries(rest) } };
  }
  if (!spec.endsWith('.json')) throw new Error(`unknown scenario ${spec}`);
  const custom = JSON.parse(readFileSync(spec, 'utf8'));
  const text = readFileSync(path.resolve(path.dirname(spec), custom.file), 'utf8');
  return { ...own, ...custom, files: { [path.basename(custom.file)]: text } };
}
