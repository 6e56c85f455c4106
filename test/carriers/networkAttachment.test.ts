import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_FACTS } from '../../server/src/core/model/facts.js';
import { analyzed } from '../support/check.js';

const facts = (text: string) => analyzed(text).documents[0]?.facts ?? NO_FACTS;

const attachment = (config: string): string => `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: storage
  namespace: networks
spec:
  config: ${config}
`;

const inBlock = (json: string): string => attachment(`|-\n${json.replace(/^/gm, '    ')}`);

/** Role, field and text of each, which stands where it says. */
const cidrs = (text: string): unknown[] =>
  facts(text).cidrs.map(({ role, field, reader, text: written }) => {
    if (written.inner !== undefined && written.value !== undefined)
      assert.equal(text.slice(written.inner, written.inner + written.value.length), written.value);
    return [role, field.replace('spec.config.ipam.', ''), reader, written.value];
  });

test('the network, and the type of its plugin', () => {
  const [found] = facts(attachment(`'{"type": "macvlan", "master": "eth1"}'`)).networkAttachments;
  assert.deepEqual(
    [found?.name?.value, found?.namespace?.value, found?.plugin?.value, found?.problem],
    ['storage', 'networks', 'macvlan', undefined],
  );
});

test('ranges and routes of host-local', () => {
  assert.deepEqual(
    cidrs(
      inBlock(`{
  "type": "ipvlan",
  "ipam": {
    "type": "host-local",
    "subnet": "10.20.0.0/24",
    "rangeStart": "10.20.0.10",
    "gateway": "10.20.0.1",
    "ranges": [[{"subnet": "10.30.0.0/24"}], [{"subnet": "fd00:30::/64"}]],
    "routes": [{"dst": "0.0.0.0/0"}, {"dst": "10.40.0.0/16", "gw": "10.20.0.1"}]
  }
}`),
    ),
    [
      ['attachment', 'subnet', 'host-local', '10.20.0.0/24'],
      ['attachment', 'ranges.subnet', 'host-local', '10.30.0.0/24'],
      ['attachment', 'ranges.subnet', 'host-local', 'fd00:30::/64'],
      ['route', 'routes.dst', 'host-local', '0.0.0.0/0'],
      ['route', 'routes.dst', 'host-local', '10.40.0.0/16'],
    ],
  );
});

test('ranges of whereabouts, without those from an address to another', () => {
  assert.deepEqual(
    cidrs(
      inBlock(`{"type": "macvlan", "ipam": {"type": "whereabouts", "range": "10.20.0.0/24",
  "exclude": ["10.20.0.0/30"],
  "ipRanges": [{"range": "10.30.0.0/24"}, {"range": "10.40.0.10-10.40.0.20/24"}]}}`),
    ),
    [
      ['attachment', 'range', 'whereabouts', '10.20.0.0/24'],
      ['attachment', 'exclude', 'whereabouts', '10.20.0.0/30'],
      ['attachment', 'ipRanges.range', 'whereabouts', '10.30.0.0/24'],
    ],
  );
});

test('addresses that are given one by one', () => {
  const text = attachment(
    `'{"type": "bridge", "ipam": {"type": "static", "addresses": [{"address": "10.20.0.7/24"}]}}'`,
  );
  assert.deepEqual(cidrs(text), [['attachment', 'addresses.address', 'static', '10.20.0.7/24']]);
  assert.equal(facts(text).cidrs[0]?.address, true);
});

test('each plugin of a list', () => {
  const plugin = (subnet: string) => `{"type": "x", "ipam": {"type": "host-local", "subnet": "${subnet}"}}`;
  const text = attachment(
    `'{"plugins": [${plugin('10.20.0.0/24')}, {"type": "tuning"}, ${plugin('10.30.0.0/24')}]}'`,
  );
  assert.deepEqual(
    cidrs(text).map((found) => (found as string[])[3]),
    ['10.20.0.0/24', '10.30.0.0/24'],
  );
  assert.equal(facts(text).networkAttachments[0]?.plugin?.value, 'x');
});

test('in every style that a text can have', () => {
  const json = '{"type": "x", "ipam": {"type": "host-local", "subnet": "10.20.0.0/24"}}';
  for (const config of [`'${json}'`, JSON.stringify(json), `>-\n    ${json}`, `|\n    ${json}`]) {
    const text = attachment(config);
    assert.deepEqual(cidrs(text), [['attachment', 'subnet', 'host-local', '10.20.0.0/24']], config);
    const { embedded } = facts(text);
    assert.equal(embedded.length, 1);
    assert.ok(text.slice(embedded[0]?.start, embedded[0]?.end).includes('host-local'));
  }
});

test('ways to hand out addresses that are not read, and what is filled in later', () => {
  for (const text of [
    attachment(`'{"type": "macvlan", "ipam": {"type": "dhcp"}}'`),
    attachment(`'{"type": "macvlan", "ipam": {"type": "calico-ipam", "ipv4_pools": ["10.0.0.0/16"]}}'`),
    attachment(`'{"type": "macvlan", "ipam": {}}'`),
    attachment(`'{{ toJson .Values.config }}'`),
    attachment('{type: macvlan}'),
    attachment(''),
  ]) {
    assert.deepEqual(cidrs(text), [], text);
    assert.equal(facts(text).networkAttachments[0]?.problem, undefined, text);
  }
});
