import * as z from 'zod';

/** What an assistant may ask. Names and limits are its only documentation, so they say what a person would have to be told. */

/** What Kubernetes counts pods with has 32 bits; nothing here has that many. */
const MOST = 1_000_000;
const count = z.int().min(0).max(MOST);
const positive = z.int().min(1).max(MOST);
const type = z.string().min(1).max(64).toLowerCase().describe('EC2 instance type, such as m5.large');

const env = z
  .record(z.string().regex(/^\w{1,100}$/), z.string().max(1000))
  .default({})
  .describe(
    'Variables of aws-node with their text, on top of its manifest, such as {"ENABLE_PREFIX_DELEGATION": "true"}',
  );
const maxPods = positive.optional().describe('What kubelet is told; absent: what EKS recommends');
const unmanagedEnis = count
  .optional()
  .describe('ENIs of a node that the plugin leaves alone; absent: as .vpc-cni.yaml says, or none');

export const VALIDATE = z
  .strictObject({
    text: z
      .string()
      .max(1_500_000)
      .optional()
      .describe('YAML or JSON of one file, several documents allowed; it is seen without any other file'),
    paths: z
      .array(z.string().min(1).max(4096))
      .min(1)
      .max(200)
      .optional()
      .describe('Files and folders, from the folder that the server was started in; they are seen together'),
    cniVersion: z
      .string()
      .max(64)
      .optional()
      .describe('Release of the plugin where a manifest does not tell, such as 1.19.0'),
    instanceType: type.optional().describe('EC2 instance type to count pods for where none is named'),
  })
  .refine(({ text, paths }) => text !== undefined || paths !== undefined, 'takes text, paths or both');

export const MAX_PODS = z.strictObject({
  instanceTypes: z.array(type).min(1).max(100),
  prefixDelegation: z.boolean().default(false).describe('ENABLE_PREFIX_DELEGATION'),
  customNetworking: z.boolean().default(false).describe('AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG'),
  podEni: z.boolean().default(false).describe('ENABLE_POD_ENI: one ENI is the trunk'),
  ipv6: z.boolean().default(false).describe('ENABLE_IPv6'),
  windows: z.boolean().default(false).describe('Windows nodes, where of these only prefix delegation counts'),
  maxEni: positive.optional().describe('MAX_ENI'),
  unmanagedEnis,
  daemonSetPods: count
    .optional()
    .describe(
      'Pods of DaemonSets on each node, without aws-node and kube-proxy; absent: as .vpc-cni.yaml says, or none',
    ),
  ceiling: z
    .boolean()
    .default(true)
    .describe(
      'With the recommended ceiling of 110, or 250 above 30 vCPUs; false: what the network alone allows',
    ),
});

export const POOL = z.strictObject({
  instanceType: type,
  pods: count.describe('Pods with an address of their own on the node: without aws-node and kube-proxy'),
  env,
  maxPods,
  unmanagedEnis,
});

export const PLAN = z.strictObject({
  instanceType: type,
  podsPerNode: count.describe('Pods with an address of their own on each node'),
  cidrs: z
    .array(z.string().max(64))
    .min(1)
    .max(100)
    .describe('Subnets, such as 10.0.0.0/22; with custom networking those of the ENIConfigs'),
  nodes: positive.optional().describe('Answers whether so many nodes fit'),
  env,
  maxPods,
  unmanagedEnis,
});

export const EXPLAIN = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(100)
    .describe(
      'Id of a rule, such as warm-ip-without-minimum, or a variable of aws-node, such as WARM_IP_TARGET',
    ),
});
