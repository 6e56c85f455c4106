import { boolean, choice, cidrList, fault, tags, text, whole, yesOrNo } from './readings.js';
import {
  bindFaults,
  EMPTY_ENDPOINT,
  egressLogFaults,
  emptyPathFaults,
  endpointFaults,
  NO_COOLDOWN,
  NO_INTERVAL,
  nodeKeyFaults,
  nodeLabelFaults,
  nodeNameFaults,
  pluginLogFaults,
  readMark,
  readOldMtu,
  tagFault,
  vethFaults,
  withScriptCheck,
} from './valueChecks.js';
import type { Container, Variable } from './variable.js';
import { before } from './versions.js';

const BOTH: readonly Container[] = ['aws-node', 'aws-vpc-cni-init'];
const INIT: readonly Container[] = ['aws-vpc-cni-init'];
const METRICS: readonly Container[] = ['cni-metrics-helper'];

/** Everything the plugin, its init container and its metrics helper read from the environment. */
export const VARIABLES = {
  ADDITIONAL_ENI_TAGS: tags(
    {
      summary: 'More tags for every ENI the plugin manages: a JSON object whose values are texts.',
      manifest: '{}',
      since: '1.6.0',
      source: 'pkg/awsutils/awsutils.go:1831-1854,1364-1379',
    },
    tagFault,
  ),
  AGENT_LOG_PATH: text('aws-k8s-agent.log', {
    kind: 'path',
    summary: 'Once the file in which the start script kept the output of ipamd.',
    onInvalid: 'Without effect since 1.13.0.',
    onEmpty: 'Without effect since 1.13.0.',
    since: '1.6.0',
    removed: '1.13.0',
    undocumented: true,
    source: 'last read in 1.12.6',
  }),
  ANNOTATE_POD_IP: boolean(false, {
    summary:
      'Write the address of a pod into its annotation `vpc.amazonaws.com/pod-ips`, which spares Calico a wait.',
    since: '1.9.3',
    source: 'pkg/ipamd/ipamd.go:2111-2113; pkg/ipamd/rpc_handler.go:288-297',
  }),
  AWS_CLUSTER_ID: text('', {
    containers: METRICS,
    summary: 'Value of the dimension `CLUSTER_ID` in CloudWatch.',
    onEmpty: 'Looked up in the tags of the instance, through EC2.',
    manifest: '',
    since: '1.10.2',
    source: 'cmd/cni-metrics-helper/main.go:142; pkg/publisher/publisher.go:107-120',
  }),
  AWS_EC2_ENDPOINT: text(
    '',
    {
      kind: 'url',
      summary:
        'Address of the EC2 API. Since the move to AWS SDK v2 only the session for metadata looks at it.',
      onInvalid: 'Taken as it is; the EC2 client is built without it.',
      since: '1.13.0',
      source: 'pkg/awsutils/awssession/session.go:75-88; pkg/awsutils/awsutils.go:445-456',
    },
    { emptyIsAbsent: true, faults: endpointFaults },
  ),
  AWS_EXTERNAL_SERVICE_CIDRS: cidrList({
    summary:
      'IPv4 blocks that the main routing table always serves: services behind endpoints outside the VPC.',
    since: '1.12.6',
    source: 'pkg/networkutils/network.go:811-833',
  }),
  AWS_MANAGE_ENIS_NON_SCHEDULABLE: boolean(
    false,
    {
      summary: 'Go on attaching and freeing ENIs while the node is cordoned.',
      since: '1.12.6',
      source: 'pkg/ipamd/ipamd.go:2001-2004',
    },
    { emptyIsAbsent: true },
  ),
  AWS_REGION: text('', {
    containers: METRICS,
    summary: 'Region of CloudWatch; IAM roles for service accounts put it in.',
    onInvalid: 'Taken as it is; in a wrong region the calls to CloudWatch fail.',
    onEmpty: 'Taken from the metadata of the instance.',
    since: '1.10.2',
    source: 'cmd/cni-metrics-helper/main.go:139; pkg/publisher/publisher.go:122-137',
  }),
  AWS_VPC_CNI_NODE_PORT_SUPPORT: boolean(
    true,
    {
      summary: 'Set up the rules that NodePort services need on the primary interface.',
      manifest: 'true',
      since: '1.2.0',
      source: 'pkg/networkutils/network.go:859-873',
    },
    { emptyIsAbsent: true },
  ),
  AWS_VPC_ENI_MTU: whole(
    9001,
    {
      minimum: 576,
      maximum: 9001,
      effect: 'exits',
      instead: 'aws-node exits when it starts',
      emptyToo: true,
      otherwise: (written, version) => (before(version, '1.16.4') ? readOldMtu(written) : undefined),
    },
    {
      summary:
        'MTU of the primary interface and of the attached ENIs, and of pods unless `POD_MTU` says otherwise.',
      onInvalid: 'Not a whole number from 576 (1280 with IPv6) to 9001: aws-node exits, since 1.16.4.',
      manifest: '9001',
      since: '1.6.0',
      source: 'cmd/aws-vpc-cni/main.go:264,374,391-411; pkg/networkutils/network.go:1302-1306',
    },
  ),
  AWS_VPC_K8S_CNI_BACKING_STORE: text(
    '/var/run/aws-node/ipam.json',
    {
      kind: 'path',
      summary:
        'File that remembers which pod has which address. Further network cards add `-nic-<n>` to the name.',
      onInvalid: 'Not checked; where the file cannot be written, pods get no address.',
      since: '1.7.0',
      undocumented: true,
      source: 'pkg/ipamd/ipamd.go:2022-2027; pkg/ipamd/datastore/data_store.go:1732-1746',
    },
    { emptyIsAbsent: true },
  ),
  AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER: boolean(
    true,
    {
      summary:
        'Once: whether ipamd sets `rp_filter` on the primary interface. The init container always does now.',
      onInvalid: 'Without effect since 1.12.1.',
      onEmpty: 'Without effect since 1.12.1.',
      since: '1.6.1',
      removed: '1.12.1',
      deprecated: '1.12.1',
      source: 'README.md heading; last read in 1.12.0',
    },
    { emptyIsAbsent: true },
  ),
  AWS_VPC_K8S_CNI_CONNMARK: {
    summary: 'Packet mark of the traffic that came in through the primary ENI.',
    containers: ['aws-node'],
    kind: 'integer',
    minimum: 1,
    maximum: 0xffff_ffff,
    default: '0x80',
    onInvalid: 'Not a number from 1 to 0xffffffff, also in hexadecimal: logged, and 0x80 is used.',
    onEmpty: 'As if absent: 0x80.',
    since: '1.2.0',
    undocumented: true,
    source: 'pkg/networkutils/network.go:875-889',
    read: readMark,
  },
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: boolean(
    false,
    {
      summary:
        "Take the subnet and the security groups of pods from the node's ENIConfig instead of from the node.",
      manifest: 'false',
      since: '1.2.0',
      density:
        'The primary ENI serves no pods: (ENIs − 1) × (IPv4 per ENI − 1) + 2 without prefix delegation.',
      source: 'pkg/ipamd/ipamd.go:1996-1999',
    },
    { emptyIsAbsent: true },
  ),
  AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: cidrList(
    {
      summary: 'IPv4 blocks that pods reach under their own address, without SNAT.',
      onInvalid:
        'An item that is not an IPv4 block, a bare address included, is logged and dropped; the others count.',
      since: '1.6.0',
      source: 'pkg/networkutils/network.go:803-808,815-833',
    },
    (block, { start, end }) => {
      if (block.prefixLength > 0) return [];
      const message =
        'takes every destination out of SNAT, but up to release 1.23.1 its rule is gone after every other restart of aws-node. Set AWS_VPC_K8S_CNI_EXTERNALSNAT to "true" instead.';
      return [fault('taken', message, [], { part: { start, end } })];
    },
  ),
  AWS_VPC_K8S_CNI_EXTERNALSNAT: boolean(
    false,
    {
      summary:
        "Leave SNAT of traffic out of the VPC to a device outside, and take the plugin's own rules away.",
      manifest: 'false',
      since: '1.1.0',
      source: 'pkg/networkutils/network.go:789-791,863-873',
    },
    { emptyIsAbsent: true },
  ),
  AWS_VPC_K8S_CNI_LOGLEVEL: choice(
    ['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'],
    'DEBUG',
    {
      exact: false,
      effect: 'default',
      instead: 'DEBUG, the noisiest level, is used',
      fallback: 'DEBUG',
      synonyms: { warning: 'WARN', trace: 'DEBUG', information: 'INFO', err: 'ERROR' },
    },
    {
      containers: ['aws-node', 'cni-metrics-helper'],
      summary: 'How much ipamd and cni-metrics-helper log.',
      manifest: 'DEBUG',
      source: 'pkg/utils/logger/config.go:51-60; pkg/utils/logger/zaplogger.go:33-50',
    },
  ),
  AWS_VPC_K8S_CNI_LOG_FILE: text(
    '/host/var/log/aws-routed-eni/ipamd.log',
    {
      kind: 'path',
      values: ['/host/var/log/aws-routed-eni/ipamd.log', 'stdout', 'stderr'],
      summary: 'Log of ipamd: a path inside the container, or `stdout` or `stderr`.',
      onInvalid: 'Taken as a path.',
      manifest: '/host/var/log/aws-routed-eni/ipamd.log',
      since: '1.0.0',
      source: 'pkg/utils/logger/config.go:42-48; pkg/utils/logger/zaplogger.go:139-163',
    },
    { emptyIsAbsent: true },
  ),
  AWS_VPC_K8S_CNI_RANDOMIZESNAT: choice(
    ['prng', 'hashrandom', 'none'],
    'prng',
    {
      exact: true,
      effect: 'default',
      instead: 'prng, the default, is used',
      fallback: 'prng',
      conflist: true,
    },
    {
      summary:
        'How SNAT picks source ports: `prng` at random, `hashrandom` by a hash, `none` one after the other.',
      manifest: 'prng',
      since: '1.4.0',
      source:
        'pkg/networkutils/network.go:835-857; cmd/aws-vpc-cni/main.go:270; cmd/egress-cni-plugin/snat/snat.go:54-59',
    },
  ),
  AWS_VPC_K8S_CNI_VETHPREFIX: text(
    'eni',
    {
      summary: "First characters of the name of each pod's interface on the node: four bytes at most.",
      onInvalid: 'More than four bytes, or exactly eth, lo or vlan: aws-node exits.',
      onEmpty: 'Taken: the rules for pods then match every interface of the node.',
      manifest: 'eni',
      source: 'cmd/aws-vpc-cni/main.go:344-354,262; pkg/networkutils/network.go:1324-1329',
    },
    { faults: vethFaults },
  ),
  AWS_VPC_K8S_EGRESS_V4_PLUGIN_LOG_FILE: text(
    '/var/log/aws-routed-eni/egress-v4-plugin.log',
    {
      kind: 'path',
      values: ['/var/log/aws-routed-eni/egress-v4-plugin.log', 'stderr'],
      summary: 'Log of the egress plugin in IPv6 clusters: a path on the node, or `stderr`.',
      onInvalid: 'Not checked.',
      onEmpty: 'Standard error of the container runtime.',
      since: '1.10.0',
      undocumented: true,
      source: 'cmd/aws-vpc-cni/main.go:238; pkg/utils/logger/zaplogger.go:139-151',
    },
    { faults: egressLogFaults('IPv6', '/var/log/aws-routed-eni/egress-v4-plugin.log') },
  ),
  AWS_VPC_K8S_EGRESS_V6_PLUGIN_LOG_FILE: text(
    '/var/log/aws-routed-eni/egress-v6-plugin.log',
    {
      kind: 'path',
      values: ['/var/log/aws-routed-eni/egress-v6-plugin.log', 'stderr'],
      summary: 'Log of the egress plugin in IPv4 clusters: a path on the node, or `stderr`.',
      onInvalid: 'Not checked.',
      onEmpty: 'Standard error of the container runtime.',
      since: '1.13.0',
      undocumented: true,
      source: 'cmd/aws-vpc-cni/main.go:250; pkg/utils/logger/zaplogger.go:139-151',
    },
    { faults: egressLogFaults('IPv4', '/var/log/aws-routed-eni/egress-v6-plugin.log') },
  ),
  AWS_VPC_K8S_PLUGIN_LOG_FILE: text(
    '/var/log/aws-routed-eni/plugin.log',
    {
      kind: 'path',
      values: ['/var/log/aws-routed-eni/plugin.log', 'stderr'],
      summary: 'Log of the plugin that the container runtime calls: a path on the node, or `stderr`.',
      onInvalid: 'The text stdout makes aws-node exit; everything else is taken.',
      onEmpty: 'Standard error of the container runtime.',
      manifest: '/var/log/aws-routed-eni/plugin.log',
      since: '1.6.1',
      source: 'cmd/aws-vpc-cni/main.go:338-342,268; pkg/utils/logger/zaplogger.go:139-151',
    },
    { faults: pluginLogFaults },
  ),
  AWS_VPC_K8S_PLUGIN_LOG_LEVEL: choice(
    ['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'],
    'DEBUG',
    {
      exact: false,
      effect: 'default',
      instead: 'DEBUG, the noisiest level, is used',
      fallback: 'DEBUG',
      synonyms: { warning: 'WARN', trace: 'DEBUG', information: 'INFO', err: 'ERROR' },
      conflist: true,
    },
    {
      summary: 'How much the plugin and the egress plugin log.',
      manifest: 'DEBUG',
      since: '1.6.1',
      source: 'cmd/aws-vpc-cni/main.go:269; pkg/utils/logger/zaplogger.go:33-50',
    },
  ),
  CLUSTER_ENDPOINT: text(
    undefined,
    {
      kind: 'url',
      summary:
        'Address of the API server in place of the in-cluster service, so that the start need not wait for kube-proxy.',
      onInvalid:
        'Not checked; with a wrong address ipamd waits for ever or goes on after 30 s without the API server.',
      onEmpty: 'Replaces the in-cluster address by nothing: the client then tries localhost.',
      since: '1.12.1',
      source: 'pkg/k8sapi/k8sutils.go:223-226',
    },
    { faults: (url) => (url === '' ? [fault('taken', EMPTY_ENDPOINT)] : []) },
  ),
  CLUSTER_NAME: text('', {
    summary: 'Name of the cluster: a tag on its ENIs, and compared with the cluster tags of subnets.',
    onEmpty: 'No cluster tag on ENIs, and those of subnets are not looked at.',
    since: '1.1.0',
    source: 'pkg/awsutils/awsutils.go:427,1298,1369-1374',
  }),
  DISABLE_INTROSPECTION: boolean(false, {
    summary: 'Turn off the debug endpoint of ipamd.',
    manifest: 'false',
    since: '1.4.1',
    source: 'cmd/aws-k8s-agent/main.go:176',
  }),
  DISABLE_LEAKED_ENI_CLEANUP: boolean(false, {
    summary: 'Stop the hourly search of each node for detached ENIs that the plugin left behind.',
    since: '1.13.0',
    source: 'pkg/ipamd/ipamd.go:2063-2070; pkg/awsutils/awsutils.go:463',
  }),
  DISABLE_METRICS: boolean(false, {
    summary: 'Turn off the Prometheus endpoint of ipamd on port 61678.',
    manifest: 'false',
    since: '1.4.1',
    source: 'cmd/aws-k8s-agent/main.go:170',
  }),
  DISABLE_NETWORK_RESOURCE_PROVISIONING: boolean(false, {
    summary: 'Attach no ENIs and no addresses; ipamd works with what the metadata of the instance shows.',
    manifest: 'false',
    // The README names 1.9.1; the code reads it earlier.
    since: '1.7.0',
    density: 'What something else has attached is all there is.',
    source: 'pkg/ipamd/ipamd.go:2059-2061',
  }),
  DISABLE_POD_V6: boolean(false, {
    summary: 'Switch IPv6 off inside each new pod, through the tuning plugin.',
    since: '1.15.0',
    source: 'cmd/aws-vpc-cni/main.go:290,308-319',
  }),
  DISABLE_TCP_EARLY_DEMUX: boolean(
    false,
    {
      containers: INIT,
      summary:
        'Set `net.ipv4.tcp_early_demux` to 0, so that TCP probes of kubelet reach pods on branch ENIs.',
      manifest: 'false',
      since: '1.7.3',
      source: 'cmd/aws-vpc-cni-init/main.go:82-99',
    },
    { script: true },
  ),
  ENABLE_BANDWIDTH_PLUGIN: boolean(
    false,
    {
      summary: 'Chain the bandwidth plugin, so that the bandwidth annotations of pods count.',
      since: '1.10.0',
      source: 'cmd/aws-vpc-cni/main.go:289,299-306',
    },
    { script: true },
  ),
  ENABLE_IMDS_ONLY_MODE: boolean(false, {
    summary:
      'Make no EC2 calls when the node starts and reconciles; ENIs and addresses must be there already.',
    manifest: 'false',
    since: '1.19.6',
    density: 'What something else has attached is all there is.',
    source: 'pkg/ipamd/ipamd.go:2059-2074; pkg/awsutils/awsutils.go:1665',
  }),
  ENABLE_IPv4: boolean(
    false,
    {
      summary:
        'IPv4 mode. The code takes an absent variable for false, so it must be set unless IPv6 mode is on.',
      manifest: 'true',
      since: '1.10.0',
      // There was no other mode.
      earlier: true,
      source: 'pkg/ipamd/ipamd.go:2099-2101,2755-2763',
    },
    { instead: 'false is used, and unless ENABLE_IPv6 is true ipamd then exits' },
  ),
  ENABLE_IPv6: withScriptCheck(
    boolean(false, {
      containers: BOTH,
      mustMatch: true,
      summary: 'IPv6 mode: one /80 prefix on the primary ENI serves all pods.',
      manifest: 'false',
      since: '1.10.0',
      density: 'About 2^48 addresses for each node, so only kubelet limits the pods.',
      source:
        'pkg/ipamd/ipamd.go:2103-2105,2755-2769; cmd/aws-vpc-cni/main.go:224,393; cmd/aws-vpc-cni-init/main.go:107',
    }),
  ),
  ENABLE_MULTI_NIC: boolean(false, {
    summary: 'Manage all suitable network cards, so that an annotated pod gets one address on each.',
    manifest: 'false',
    since: '1.20.0',
    density: 'An annotated pod takes an address on every managed card.',
    source: 'pkg/ipamd/ipamd.go:2080-2082,296-324',
  }),
  ENABLE_NFTABLES: boolean(false, {
    summary: 'Once: use iptables-nft. The plugin finds out by itself now.',
    onInvalid: 'Without effect since 1.13.2.',
    onEmpty: 'Without effect since 1.13.2.',
    since: '1.12.1',
    removed: '1.13.2',
    deprecated: '1.13.2',
    source: 'CHANGELOG.md v1.13.2; last read in 1.13.0',
  }),
  ENABLE_POD_ENI: boolean(false, {
    summary: 'Security groups for pods: keep room for a trunk ENI, from which pods get branch ENIs.',
    manifest: 'false',
    since: '1.7.0',
    density:
      'On types with trunk support the trunk takes one ENI from ordinary pods: IPv4 per ENI − 1 addresses less, 16 times that with prefixes. Pods on branch ENIs come on top.',
    source: 'pkg/ipamd/ipamd.go:2076,2592-2600; cmd/aws-vpc-cni/main.go:357; pkg/k8sapi/k8sutils.go:50',
  }),
  ENABLE_PREFIX_DELEGATION: boolean(false, {
    summary:
      'Attach /28 blocks (a /80 with IPv6) to ENIs instead of single addresses. Nitro and bare metal only.',
    manifest: 'false',
    since: '1.9.0',
    density:
      'Sixteen addresses in place of one; kubelet then usually stops at 110 pods, or 250 on large types.',
    source: 'cmd/aws-vpc-cni/main.go:378-387; pkg/ipamd/ipamd.go:2095,2771-2779; utils/utils.go:12-36',
  }),
  ENABLE_SUBNET_DISCOVERY: boolean(
    true,
    {
      summary: 'Create ENIs in the tagged subnet of the same VPC and zone that has the most free addresses.',
      manifest: 'true',
      since: '1.18.0',
      earlier: false,
      density: 'ENIs in a subnet tagged 0, the primary one too, serve no pods.',
      source: 'pkg/ipamd/ipamd.go:2006-2009,1296-1300; pkg/awsutils/awsutils.go:1155-1219,1260-1292',
    },
    { emptyIsAbsent: true },
  ),
  ENABLE_V4_EGRESS: boolean(true, {
    summary:
      "In an IPv6 cluster: give pods a second, IPv4 interface for outbound traffic under the node's IPv4 address.",
    since: '1.15.1',
    source: 'cmd/aws-vpc-cni/main.go:237',
  }),
  ENABLE_V6_EGRESS: boolean(false, {
    containers: BOTH,
    mustMatch: true,
    summary:
      "In an IPv4 cluster: give pods a second, IPv6 interface for outbound traffic under the node's IPv6 address.",
    since: '1.13.0',
    source:
      'cmd/aws-vpc-cni/main.go:251; cmd/aws-vpc-cni-init/main.go:118; pkg/networkutils/network.go:797-799',
  }),
  ENI_CONFIG_ANNOTATION_DEF: text(
    'k8s.amazonaws.com/eniConfig',
    {
      summary: 'Node annotation whose value is the name of the ENIConfig.',
      onInvalid: 'Where no node has such an annotation the label decides, then the ENIConfig named default.',
      since: '1.4.0',
      source: 'pkg/eniconfig/eniconfig.go:98-109',
    },
    { emptyIsAbsent: true, faults: nodeKeyFaults },
  ),
  ENI_CONFIG_LABEL_DEF: text(
    'k8s.amazonaws.com/eniConfig',
    {
      values: ['topology.kubernetes.io/zone', 'k8s.amazonaws.com/eniConfig'],
      summary: 'Node label whose value is the name of the ENIConfig.',
      onInvalid: 'Where no node has such a label the ENIConfig named default is used.',
      since: '1.4.0',
      source: 'pkg/eniconfig/eniconfig.go:112-123,125-142',
    },
    { emptyIsAbsent: true, faults: nodeLabelFaults },
  ),
  HOST_CNI_BIN_PATH: text(
    '/host/opt/cni/bin',
    {
      kind: 'path',
      containers: BOTH,
      mustMatch: true,
      summary: 'Directory of the container into which the binaries of the plugin are copied.',
      onInvalid: 'Where it cannot be written, the container exits.',
      onEmpty: 'The binaries land in the root of the container, and the node gets none.',
      since: '1.6.0',
      source: 'cmd/aws-vpc-cni/main.go:425; cmd/aws-vpc-cni-init/main.go:153; utils/cp/cp.go',
    },
    {
      faults: emptyPathFaults(
        'the binaries land in the root of the container and the node gets none',
        '/host/opt/cni/bin',
      ),
    },
  ),
  HOST_CNI_CONFDIR_PATH: text(
    '/host/etc/cni/net.d',
    {
      kind: 'path',
      summary: 'Directory of the container into which `10-aws.conflist` is written.',
      onInvalid: 'Where it cannot be written, aws-node exits once ipamd has started.',
      onEmpty: 'The file lands in the root of the container, and the node stays NotReady.',
      since: '1.6.0',
      source: 'cmd/aws-vpc-cni/main.go:460-461',
    },
    {
      faults: emptyPathFaults(
        'the conflist lands in the root of the container and the node stays NotReady',
        '/host/etc/cni/net.d',
      ),
    },
  ),
  HTTP_TIMEOUT: whole(
    10,
    { minimum: 10, effect: 'default', instead: '10 seconds are used' },
    {
      kind: 'seconds',
      containers: ['aws-node', 'aws-vpc-cni-init', 'cni-metrics-helper'],
      summary: 'Seconds that one request to an AWS API or to the metadata may take.',
      since: '1.7.9',
      undocumented: true,
      source: 'pkg/awsutils/awssession/session.go:51-62',
    },
  ),
  INTROSPECTION_BIND_ADDRESS: text(
    '127.0.0.1:61679',
    {
      kind: 'address',
      summary: 'Where the debug endpoint of ipamd listens: `host:port`, or `unix:` and the path of a socket.',
      onInvalid: 'Listening fails and is tried again for ever; the node works on.',
      onEmpty: 'A random port on all interfaces of the node.',
      since: '1.5.3',
      source: 'pkg/ipamd/introspect.go:53-75,109-112',
    },
    { faults: bindFaults },
  ),
  IP_COOLDOWN_PERIOD: whole(
    30,
    {
      minimum: 0,
      effect: 'exits',
      instead: 'aws-node exits when it starts',
      emptyToo: true,
      faults: (seconds) => (seconds === 0 ? [fault('taken', NO_COOLDOWN, ['30'])] : []),
    },
    {
      kind: 'seconds',
      summary:
        'Seconds for which the address of a deleted pod stays unused, so that kube-proxy can drop its old rules.',
      since: '1.15.0',
      density:
        'Addresses that cool down count as available, so a node with much churn can run out of usable ones.',
      source: 'cmd/aws-vpc-cni/main.go:366-371; pkg/ipamd/datastore/data_store.go:243-249',
    },
  ),
  MANAGE_UNTAGGED_ENI: boolean(true, {
    summary: 'Use for pods also those ENIs that something else attached and that have no tag of the plugin.',
    since: '1.9.1',
    density: 'false takes ENIs of others out of the count.',
    undocumented: true,
    source: 'pkg/ipamd/ipamd.go:2107,260-289',
  }),
  MAX_ENI: whole(
    undefined,
    {
      minimum: 1,
      effect: 'default',
      instead: 'it is ignored without a log line, and the limit of the instance type stands',
    },
    {
      summary:
        'Most ENIs that a node may have, the primary one included; never more than its instance type allows.',
      since: '1.4.0',
      density: 'Lowers the addresses at once: usable ENIs × (IPv4 per ENI − 1).',
      source: 'pkg/ipamd/ipamd.go:1406-1422',
    },
  ),
  METRIC_UPDATE_INTERVAL: whole(
    30,
    {
      effect: 'exits',
      instead: 'cni-metrics-helper exits when it starts',
      emptyToo: true,
      faults: (seconds) => (seconds < 1 ? [fault('taken', NO_INTERVAL, ['30'])] : []),
    },
    {
      kind: 'seconds',
      containers: METRICS,
      minimum: 1,
      summary: 'Seconds from one collection of metrics to the next; CloudWatch gets every second one.',
      onInvalid: 'Not a whole number: cni-metrics-helper exits. Below 1 it runs and collects nothing.',
      since: '1.13.0',
      source: 'cmd/cni-metrics-helper/main.go:126-134',
    },
  ),
  MINIMUM_IP_TARGET: whole(
    0,
    { minimum: 0, effect: 'default', instead: '0, which means not set, is used without a log line' },
    {
      summary:
        'Fewest pod addresses, used and free together, that the node keeps: set it to the pods you expect.',
      since: '1.6.0',
      density: 'Each node holds at least this many addresses of the subnet.',
      source: 'pkg/ipamd/ipamd.go:2044-2057; cmd/aws-vpc-cni/main.go:381,384',
    },
  ),
  MY_NODE_NAME: text(
    '',
    {
      containers: ['aws-node', 'aws-eks-nodeagent'],
      summary: 'Name of the node, from the field `spec.nodeName` of the pod.',
      onInvalid: 'With a wrong name the node object cannot be read, and the start of the node fails.',
      onEmpty: 'The node cannot be looked up, and its start fails.',
      manifest: 'fieldRef spec.nodeName',
      since: '1.0.0',
      source:
        'pkg/ipamd/ipamd.go:449; pkg/k8sapi/k8sutils.go:40,231; pkg/utils/eventrecorder/eventrecorder.go:35',
    },
    { faults: nodeNameFaults },
  ),
  MY_POD_NAME: text('', {
    summary: 'Name of the pod, from its field `metadata.name`; events are about this pod.',
    onInvalid: 'Events about missing IAM permissions are not attached to the pod.',
    manifest: 'fieldRef metadata.name',
    since: '1.12.6',
    source: 'pkg/utils/eventrecorder/eventrecorder.go:36',
  }),
  NETWORK_POLICY_ENFORCING_MODE: choice(
    ['standard', 'strict', 'none'],
    undefined,
    {
      exact: false,
      effect: 'exits',
      instead: 'ipamd cannot start and exits',
      emptyToo: true,
      fallback: undefined,
    },
    {
      summary:
        'What a new pod may do until its policies are in place: `standard` everything, `strict` nothing.',
      onEmpty: 'Not the same as absent: ipamd cannot start and exits.',
      manifest: 'standard',
      since: '1.17.1',
      source: 'pkg/ipamd/ipamd.go:2084-2093; utils/utils.go:46-67; cmd/routed-eni-cni-plugin/cni.go:334-363',
    },
  ),
  POD_MTU: whole(
    undefined,
    {
      minimum: 576,
      maximum: 9001,
      effect: 'exits',
      instead: 'aws-node exits when it starts',
      emptyToo: true,
    },
    {
      summary: 'MTU of pod interfaces, those for egress included; absent: that of `AWS_VPC_ENI_MTU`.',
      onInvalid: 'Not a whole number from 576 (1280 with IPv6) to 9001: aws-node exits.',
      since: '1.16.4',
      source: 'cmd/aws-vpc-cni/main.go:266,374,391-411',
    },
  ),
  POD_SECURITY_GROUP_ENFORCING_MODE: choice(
    ['strict', 'standard'],
    'strict',
    {
      exact: true,
      effect: 'default',
      instead: 'with ENABLE_POD_ENI=true aws-node exits, otherwise strict is used',
      emptyToo: true,
      fallback: 'strict',
      conflist: true,
    },
    {
      summary:
        'How security groups act on pods with a branch ENI: `strict` sends all their traffic through it, `standard` routes it on the node as for other pods.',
      since: '1.11.0',
      source: 'cmd/aws-vpc-cni/main.go:359-363; pkg/sgpp/utils.go:24-33',
    },
  ),
  USE_CLOUDWATCH: yesOrNo(true, {
    containers: METRICS,
    summary: 'Send the metrics to CloudWatch.',
    manifest: 'true',
    since: '1.5.0',
    source: 'cmd/cni-metrics-helper/main.go:103-112',
  }),
  USE_PROMETHEUS: yesOrNo(false, {
    containers: METRICS,
    summary: 'Serve the metrics for Prometheus on port 61681.',
    manifest: 'false',
    since: '1.16.0',
    source: 'cmd/cni-metrics-helper/main.go:114-124',
  }),
  VPC_CNI_VERSION: text('', {
    summary: 'Version that the plugin names in its user agents; nothing depends on it.',
    onEmpty: 'The user agent names no version.',
    manifest: 'v1.23.1',
    since: '1.15.1',
    source: 'pkg/k8sapi/k8sutils.go:223; pkg/awsutils/awsutils.go:444',
  }),
  WARM_ENI_TARGET: whole(
    1,
    { minimum: 0, effect: 'default', instead: '1 is used without a log line, not 0' },
    {
      summary:
        'How many ENIs worth of free addresses to keep. Counts only without prefix delegation and IP targets.',
      manifest: '1',
      density: 'Changes no limit; each one keeps IPv4 per ENI − 1 more addresses idle on every node.',
      source: 'pkg/ipamd/ipamd.go:1424-1439',
    },
  ),
  WARM_IP_TARGET: whole(
    0,
    { minimum: 0, effect: 'default', instead: '0, which means not set, is used without a log line' },
    {
      summary: 'How many free pod addresses to keep on the node; replaces the targets in ENIs and prefixes.',
      since: '1.1.0',
      density: 'Fewer idle addresses; a small number means many EC2 calls.',
      source: 'pkg/ipamd/ipamd.go:2029-2042; cmd/aws-vpc-cni/main.go:379,384',
    },
  ),
  WARM_PREFIX_TARGET: whole(
    0,
    { minimum: 0, effect: 'default', instead: '0 is used without a log line' },
    {
      summary: 'How many wholly free /28 prefixes to keep on the node when it delegates prefixes (IPv4).',
      manifest: '1',
      since: '1.9.0',
      density: 'Each one costs the subnet 16 addresses on every node.',
      source: 'pkg/ipamd/ipamd.go:1441-1456; cmd/aws-vpc-cni/main.go:380,384',
    },
  ),
  WATCH_NAMESPACE: text('', {
    summary: 'Once: the namespace that the built-in operator SDK watched.',
    onInvalid: 'Without effect since 1.6.0.',
    onEmpty: 'Without effect since 1.6.0.',
    since: '1.2.0',
    removed: '1.6.0',
    undocumented: true,
    source: 'last read in 1.5.7',
  }),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;

export const isVariable = (name: string): name is VariableName => Object.hasOwn(VARIABLES, name);
