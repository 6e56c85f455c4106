import * as z from 'zod';

/** What an assistant is answered. Null is what is not known; `unknown` says why. */

const unknown = z.string().nullable().describe('Why something is not known; null: all of it is');

const place = z.object({
  file: z.string(),
  line: z.number().describe('From 1'),
  column: z.number().describe('From 1, in UTF-16 code units'),
  endLine: z.number(),
  endColumn: z.number(),
});

export const VALIDATION = z.object({
  files: z.number().describe('How many were read'),
  manifests: z.number().describe('How many of them say something of the VPC CNI; the others are not judged'),
  findings: z.array(
    place.extend({
      severity: z.enum(['error', 'warning', 'information', 'hint']),
      rule: z.string().describe('Ask `explain` about it'),
      message: z.string(),
      fixes: z.array(
        z.object({
          title: z.string(),
          safe: z.boolean().describe('True: what is meant is clear, and nothing that is in effect changes'),
        }),
      ),
      related: z.array(place.extend({ message: z.string() })),
    }),
  ),
  omitted: z.number().describe('Further findings that are not listed, the least severe ones'),
  notRead: z.array(z.string()).describe('What could not be read, and why: nothing is known of it'),
  unknown,
});

export const MAX_PODS_ANSWER = z.object({
  types: z.array(
    z.object({
      instanceType: z.string(),
      mode: z
        .enum([
          'secondary-ip',
          'prefix-delegation',
          'custom-networking',
          'prefix-delegation+custom-networking',
          'ipv6',
        ])
        .nullable()
        .describe('What the node really does: Xen cannot delegate prefixes'),
      maxPods: z.number().nullable(),
      ceiling: z.number().nullable().describe('The recommended ceiling that was reckoned with; null: none'),
      enis: z
        .number()
        .nullable()
        .describe(
          'Of the default network card, those that serve pods: without that of custom networking, the trunk and unmanaged ones',
        ),
      ipv4PerEni: z
        .number()
        .nullable()
        .describe('IPv4 addresses or prefixes of an ENI, its own primary one among them'),
      formula: z.string().nullable(),
      reason: z.string().nullable(),
      workloadPods: z.number().nullable().describe('Without aws-node, kube-proxy and pods of DaemonSets'),
      usdPerPodMonth: z.number().nullable().describe('On demand, Linux, us-east-1'),
      reservedMemoryMib: z.number().nullable().describe('By kubelet, for so many pods'),
      notes: z.array(z.string()).describe('What the figures leave out'),
      unknown,
    }),
  ),
});

const ignored = z.array(z.string()).describe('Values that aws-node does not take, and what it does instead');

export const POOL_ANSWER = z.object({
  instanceType: z.string(),
  pods: z.number(),
  enis: z.number().nullable().describe('Attached, those included that serve no pods'),
  addresses: z.number().nullable().optional().describe('For pods'),
  prefixes: z.number().optional().describe('In place of addresses where prefixes are delegated'),
  assigned: z.number().nullable(),
  free: z.number().nullable(),
  waiting: z.number().optional().describe('Pods that wait for an address for ever'),
  steady: z
    .boolean()
    .nullable()
    .describe('False: the same thing is attached and freed in turn; the figures are the highest'),
  why: z.string(),
  notes: z.array(z.string()).describe('What the figures take for granted'),
  ignored,
  unknown,
});

export const PLAN_ANSWER = z.object({
  instanceType: z.string(),
  podsPerNode: z.number(),
  perNode: z
    .object({ enis: z.number(), addresses: z.number(), prefixes: z.number().optional() })
    .nullable()
    .describe('What one node holds'),
  subnets: z.array(
    z.object({
      cidr: z.string(),
      nodes: z.number().nullable().describe('Null: not known, or without bounds'),
      addressesPerNode: z.number().optional(),
      prefixesPerNode: z.number().optional(),
      addresses: z.number().optional(),
      blocks: z.number().optional(),
      reserved: z.number().optional(),
      formula: z.string().optional(),
    }),
  ),
  nodes: z.number().nullable().describe('In all subnets'),
  fits: z.boolean().optional().describe('Whether the nodes asked about fit; absent: not asked, or not known'),
  notes: z.array(z.string()),
  ignored,
  unknown,
});

export const EXPLANATION = z.object({
  name: z.string(),
  kind: z.enum(['rule', 'variable']),
  markdown: z.string(),
});
