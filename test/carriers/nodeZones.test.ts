import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indented, read } from '../support/karpenter.js';

/** `a: us-west-2a us-west-2b`, with dots behind it where there may be others. */
function zones(text: string): string[] {
  return read(text).nodeGroups.map(({ name, zones: found, zonesComplete }) => {
    for (const { value, inner } of found ?? [])
      if (inner !== undefined) assert.equal(text.slice(inner, inner + value.length), value);
    const all = found?.map(({ value }) => value).join(' ') ?? '-';
    return `${name?.value}: ${all}${found && !zonesComplete ? ' …' : ''}`;
  });
}

const eksctl = (groups: string, config = ''): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: dev, region: us-west-2 }
${config}managedNodeGroups:
${indented(groups, 2)}`;

test('a group of eksctl: its own zones before those of the cluster', () => {
  assert.deepEqual(
    zones(
      eksctl(
        `- { name: a, availabilityZones: [us-west-2a] }
- { name: b }
- { name: c, availabilityZones: [us-west-2a, "\${ZONE}"] }
- { name: d, localZones: [us-west-2-lax-1a] }
`,
        'availabilityZones: ["us-west-2b", us-west-2c]\n',
      ),
    ),
    ['a: us-west-2a', 'b: us-west-2b us-west-2c', 'c: us-west-2a …', 'd: -'],
  );
  assert.deepEqual(zones(eksctl('- { name: a }\n')), ['a: -']);
});

test('subnets of eksctl, by name, by id and by kind', () => {
  const vpc = `vpc:
  subnets:
    private:
      us-west-2a: { id: subnet-0123456789abcdef0 }
      pods: { id: subnet-0123456789abcdef1, az: us-west-2b }
      other: { id: subnet-0123456789abcdef2 }
    public:
      us-west-2c: { id: subnet-0123456789abcdef3 }
`;
  assert.deepEqual(
    zones(
      eksctl(
        `- { name: a, subnets: [pods, us-west-2a] }
- { name: b, subnets: [subnet-0123456789abcdef1] }
- { name: c, subnets: [pods, subnet-0aaaaaaaaaaaaaaaa] }
- { name: d, privateNetworking: true }
- { name: e }
- { name: f, subnets: [other] }
`,
        vpc,
      ),
    ),
    [
      'a: us-west-2b us-west-2a',
      'b: us-west-2b',
      'c: us-west-2b …',
      'd: us-west-2a us-west-2b …',
      'e: us-west-2c',
      'f: -',
    ],
  );
});

test('requirements and labels of Karpenter, which hold together', () => {
  const pool = (requirements: string, labels = ''): string => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: a }
spec:
  template:
    metadata: { labels: {${labels}} }
    spec:
      requirements:
${indented(requirements, 8)}`;
  const zone = (operator: string, values: string): string =>
    `- { key: topology.kubernetes.io/zone, operator: ${operator}, values: ${values} }\n`;
  assert.deepEqual(zones(pool(zone('In', '[us-west-2a, us-west-2b]'))), ['a: us-west-2a us-west-2b']);
  assert.deepEqual(zones(pool(zone('In', '[us-west-2a, us-west-2b]') + zone('NotIn', '[us-west-2a]'))), [
    'a: us-west-2b',
  ]);
  assert.deepEqual(
    zones(pool(zone('In', '[us-west-2a, us-west-2b]'), 'topology.kubernetes.io/zone: us-west-2a')),
    ['a: us-west-2a'],
  );
  assert.deepEqual(zones(pool(zone('In', '[us-west-2a, "${ZONE}"]'))), ['a: us-west-2a …']);
  assert.deepEqual(zones(pool(zone('NotIn', '[us-west-2a]'))), ['a: -']);
  assert.deepEqual(
    zones(pool('- { key: failure-domain.beta.kubernetes.io/zone, operator: In, values: [us-west-2a] }\n')),
    ['a: us-west-2a'],
  );
});

test('kOps, whose subnets are named after zones unless somebody names them', () => {
  const group = (subnets: string): string => `apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata: { name: a }
spec: { role: Node, subnets: ${subnets} }
`;
  assert.deepEqual(zones(group('[us-west-2a, us-west-2b]')), ['a: us-west-2a us-west-2b']);
  assert.deepEqual(zones(group('[us-west-2a, private-1]')), ['a: us-west-2a …']);
  assert.deepEqual(zones(group('[private-1]')), ['a: -']);
});

test('Cluster API', () => {
  const machines = (kind: string, spec: string): string =>
    `apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\nkind: ${kind}\nmetadata: { name: a }\nspec: ${spec}\n`;
  const pool = '{ availabilityZones: [us-west-2a] }';
  assert.deepEqual(zones(machines('AWSManagedMachinePool', pool)), ['a: us-west-2a']);
  assert.deepEqual(zones(machines('AWSMachinePool', pool)), ['a: us-west-2a']);
  assert.deepEqual(
    zones(
      machines(
        'AWSManagedMachinePool',
        '{ availabilityZones: [us-west-2a], subnetIDs: [subnet-0123456789abcdef0] }',
      ),
    ),
    ['a: -'],
  );
  assert.deepEqual(
    zones(machines('AWSMachineTemplate', '{ template: { spec: { failureDomain: us-west-2a } } }')),
    ['a: us-west-2a'],
  );
  const deployment = (
    kind: string,
    fields: string,
    more = '',
  ): string => `apiVersion: cluster.x-k8s.io/v1beta1
kind: ${kind}
metadata: { name: a }
spec: { ${more}template: { spec: { ${fields}infrastructureRef: { kind: AWSMachinePool, name: a } } } }
`;
  assert.deepEqual(zones(deployment('MachineDeployment', 'failureDomain: us-west-2a, ')), ['a: us-west-2a']);
  assert.deepEqual(zones(deployment('MachinePool', '', 'failureDomains: [us-west-2a, us-west-2b], ')), [
    'a: us-west-2a us-west-2b',
  ]);
});

test('zones of subnets that exist', () => {
  const subnets = (text: string): string[] =>
    read(text).clusterSettings.flatMap((setting) =>
      setting.kind === 'subnet' ? [`${setting.id} ${setting.zone}`] : [],
    );
  assert.deepEqual(
    subnets(
      eksctl(
        '- { name: a }\n',
        'vpc: { subnets: { private: { us-west-2a: { id: subnet-0 }, b: { id: subnet-1, az: us-west-2b }, c: { id: subnet-2 }, us-west-2d: {} } } }\n',
      ),
    ),
    ['subnet-0 us-west-2a', 'subnet-1 us-west-2b'],
  );
  const list =
    '[{ id: subnet-0, zone: us-west-2a, availabilityZone: us-west-2b }, { name: b, zone: us-west-2b }]';
  assert.deepEqual(
    subnets(
      `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: { name: a }\nspec: { subnets: ${list} }\n`,
    ),
    ['subnet-0 us-west-2a'],
  );
  for (const kind of ['AWSCluster', 'AWSManagedControlPlane'])
    assert.deepEqual(
      subnets(
        `apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\nkind: ${kind}\nmetadata: { name: a }\nspec: { network: { subnets: ${list} } }\n`,
      ),
      ['subnet-0 us-west-2b'],
      kind,
    );
});
