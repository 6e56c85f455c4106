import { type CallToolResult, McpServer } from '@modelcontextprotocol/server';
import type * as z from 'zod';
import { EXPLANATION, MAX_PODS_ANSWER, PLAN_ANSWER, POOL_ANSWER, VALIDATION } from './answers.js';
import { EXPLAIN, MAX_PODS, PLAN, POOL, VALIDATE } from './questions.js';

/** A question that has no answer, and what is wrong with it. */
export interface Refused {
  readonly refused: readonly string[];
}
type Asked<Question extends z.ZodType, Answer extends z.ZodType> = (
  question: z.output<Question>,
) => Told<z.output<Answer>> | Refused | Promise<Told<z.output<Answer>> | Refused>;
/** Who answers may keep what is answered. */
type Told<T> = T extends readonly (infer Item)[]
  ? readonly Told<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Told<T[Key]> }
    : T;

/** Who knows the answers. They are given to the server, so that it need not carry all that is known twice. */
export interface Answers {
  readonly version: string;
  /** Days that the figures are of, as a sentence. */
  readonly dates: string;
  /** The folder that may be read. */
  readonly folder: string;
  readonly validate: Asked<typeof VALIDATE, typeof VALIDATION>;
  readonly maxPods: Asked<typeof MAX_PODS, typeof MAX_PODS_ANSWER>;
  readonly pool: Asked<typeof POOL, typeof POOL_ANSWER>;
  readonly plan: Asked<typeof PLAN, typeof PLAN_ANSWER>;
  readonly explain: Asked<typeof EXPLAIN, typeof EXPLANATION>;
}

/** Nothing is changed, nobody else is asked, and the same question has the same answer. */
const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** A server with all tools, for one client. */
export function createServer(answers: Answers): McpServer {
  const server = new McpServer(
    { name: 'vpc-cni', title: 'Amazon VPC CNI', version: answers.version },
    { capabilities: { tools: {} }, instructions: instructions(answers) },
  );
  server.registerTool(
    'validate',
    {
      title: 'Validate manifests',
      description:
        'Finds mistakes in manifests of the Amazon VPC CNI plugin (aws-node, ENIConfig, SecurityGroupPolicy, Helm values, EKS add-on configuration) and of what it depends on (eksctl, Karpenter, CloudFormation and other definitions of nodes, CIDRs). Use it after every change to such a file. What cannot be known, such as a value of a template, is not judged.',
      inputSchema: VALIDATE,
      outputSchema: VALIDATION,
      annotations,
    },
    async (question) => resultOf(await answers.validate(question)),
  );
  server.registerTool(
    'max_pods',
    {
      title: 'Pods per node',
      description:
        'Tells how many pods nodes of EC2 instance types hold in a networking mode, with the formula, and what is left for workloads.',
      inputSchema: MAX_PODS,
      outputSchema: MAX_PODS_ANSWER,
      annotations,
    },
    async (question) => resultOf(await answers.maxPods(question)),
  );
  server.registerTool(
    'pool',
    {
      title: 'What a node holds',
      description:
        'Tells what a node holds once its pods have come, ENIs and addresses or prefixes, with WARM_* and other settings of aws-node, and why.',
      inputSchema: POOL,
      outputSchema: POOL_ANSWER,
      annotations,
    },
    async (question) => resultOf(await answers.pool(question)),
  );
  server.registerTool(
    'plan',
    {
      title: 'Nodes that fit into subnets',
      description:
        'Tells how many nodes of an instance type fit into subnets, and with `nodes` whether those do.',
      inputSchema: PLAN,
      outputSchema: PLAN_ANSWER,
      annotations,
    },
    async (question) => resultOf(await answers.plan(question)),
  );
  server.registerTool(
    'explain',
    {
      title: 'Explain a rule or a variable',
      description:
        'Explains a rule that `validate` names (why it matters, a wrong and a right example), or a variable of aws-node (meaning, default, values, releases).',
      inputSchema: EXPLAIN,
      outputSchema: EXPLANATION,
      annotations,
    },
    async (question) => resultOf(await answers.explain(question)),
  );
  return server;
}

const instructions = ({ dates, folder }: Answers): string =>
  `Exact answers about the Amazon VPC CNI plugin of EKS, reckoned as the plugin does: prefer them to what is remembered of instance limits, formulas and variables. Null is what is not known, and \`unknown\` says why: it is not zero, and not to be guessed. Nothing is asked of AWS or of a cluster. Paths are read in ${folder} and nowhere else. ${dates}`;

/** Clients that know no structured content read the same as text. */
function resultOf(answer: object | Refused): CallToolResult {
  if ('refused' in answer)
    return { isError: true, content: [{ type: 'text', text: answer.refused.join('\n') }] };
  return {
    content: [{ type: 'text', text: JSON.stringify(answer) }],
    structuredContent: { ...answer },
  };
}
