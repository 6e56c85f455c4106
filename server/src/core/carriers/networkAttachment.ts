import { jsonProblem } from '../domain/jsonProblem.js';
import type { CidrField, NetworkAttachment } from '../model/facts.js';
import { embeddedDocument } from '../model/nested.js';
import { placing } from '../model/placing.js';
import { HOLE } from '../model/template.js';
import { at, entry, items, type Node, type ScalarNode, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { fields, located, textOf } from './fields.js';
import { cidrField, cidrFields } from './nodeFields.js';

/**
 * A network of Multus. Its configuration is JSON in a text: one plugin of CNI, or a list of them.
 *
 * Source: k8snetworkplumbingwg/network-attachment-definition-client pkg/utils/cniconfig.go, GetCNIConfigFromSpec;
 * k8snetworkplumbingwg/multus-cni pkg/types/conf.go, LoadDelegateNetConf.
 */
export const networkAttachment: Carrier = {
  id: 'networkattachmentdefinition',
  title: 'NetworkAttachmentDefinition',
  mark: /kind["']?:[ \t]*["']?NetworkAttachmentDefinition\b/,
  matches: (object) => {
    const version = textOf(at(object, 'apiVersion'))?.value;
    return (
      text(at(object, 'kind')) === 'NetworkAttachmentDefinition' &&
      (version === undefined || version.startsWith('k8s.cni.cncf.io/'))
    );
  },
  read(object, { source, templated }) {
    const metadata = at(object, 'metadata');
    const name = located(at(metadata, 'name'));
    const namespace = textOf(at(metadata, 'namespace'));
    const config = at(object, 'spec', 'config');
    const isText = config?.kind === 'scalar' && config.type === 'string' && config.text.trim() !== '';
    const read = isText ? embeddedDocument(config, source) : undefined;
    const root = read?.root;
    const plugin = textOf(at(pluginsOf(root)[0], 'type'));
    const problem = isText && !templated ? problemOf(config, root, source) : undefined;
    return {
      networkAttachments: [
        {
          span: object.span,
          ...(name && { name }),
          ...(namespace && { namespace }),
          ...(plugin && { plugin }),
          ...(problem && { problem }),
        },
      ],
      cidrs: pluginsOf(root).flatMap(cidrsOf),
      embedded: read ? [read.embedded] : [],
      objects: [
        {
          kind: 'NetworkAttachmentDefinition',
          span: object.span,
          ...(name && { name }),
          fields: fields(object),
        },
      ],
    };
  },
};

/** The configuration itself, or those in its list. */
const pluginsOf = (root: Node | undefined): readonly Node[] =>
  entry(root, 'type') || !entry(root, 'plugins') ? (root ? [root] : []) : items(at(root, 'plugins'));

function problemOf(
  config: ScalarNode,
  root: Node | undefined,
  source: string,
): NetworkAttachment['problem'] | undefined {
  if (config.open || config.conditional || config.text.includes(HOLE)) return undefined;
  const found = jsonProblem(config.text);
  if (found) {
    const { start, end, message } = found;
    return { span: placing(config, source)?.span({ start, end }) ?? config.span, message };
  }
  if (!root) return undefined;
  const { span } = root;
  if (root.kind !== 'map') return { span, message: 'A configuration is a map' };
  const type = at(root, 'type');
  if (type && text(type) !== '') return undefined;
  const plugins = at(root, 'plugins');
  if (!plugins) return { span, message: 'It has neither "type" nor a list of "plugins"' };
  const [first] = items(plugins);
  if (!first) return { span: plugins.span, message: 'The list of plugins has none' };
  return entry(first, 'type') ? undefined : { span: first.span, message: 'The first plugin has no "type"' };
}

type Reader = (ipam: Node, path: string, reader: string) => readonly (CidrField | undefined)[];

/** By the type of `ipam`. Others have fields of their own. */
const READERS: ReadonlyMap<string | undefined, Reader> = new Map<string, Reader>([
  [
    'host-local',
    (ipam, path, reader) => [
      attachment(at(ipam, 'subnet'), `${path}.subnet`, reader),
      ...items(at(ipam, 'ranges'))
        .flatMap((set) => items(set))
        .map((range) => attachment(at(range, 'subnet'), `${path}.ranges.subnet`, reader)),
    ],
  ],
  [
    'whereabouts',
    (ipam, path, reader) => [
      ...whereabouts(ipam, path, reader),
      ...items(at(ipam, 'ipRanges')).flatMap((range) => whereabouts(range, `${path}.ipRanges`, reader)),
      ...addresses(ipam, path, reader),
    ],
  ],
  ['static', (ipam, path, reader) => addresses(ipam, path, reader)],
]);

function cidrsOf(plugin: Node): CidrField[] {
  const ipam = at(plugin, 'ipam');
  const type = text(at(ipam, 'type'));
  const read = READERS.get(type);
  if (!ipam || !read || type === undefined) return [];
  const path = 'spec.config.ipam';
  const routes = items(at(ipam, 'routes')).map((route) =>
    cidrField(at(route, 'dst'), {
      role: 'route',
      field: `${path}.routes.dst`,
      reader: type,
      admission: false,
      forNodes: false,
    }),
  );
  return [...read(ipam, path, type), ...routes].flatMap((found) => found ?? []);
}

const attachment = (node: Node | undefined, field: string, reader: string): CidrField | undefined =>
  cidrField(node, { role: 'attachment', field, reader, admission: false, forNodes: false });

/** It takes `10.1.0.10-10.1.0.20/24` as well, and leading zeros. */
const whereabouts = (node: Node, path: string, reader: string): CidrField[] =>
  [
    attachment(at(node, 'range'), `${path}.range`, reader),
    ...cidrFields(at(node, 'exclude'), {
      role: 'attachment',
      field: `${path}.exclude`,
      reader,
      admission: false,
      forNodes: false,
    }),
  ].flatMap((found) => (found && !/-|\b0\d/.test(found.text.value ?? '') ? [found] : []));

const addresses = (ipam: Node, path: string, reader: string): CidrField[] =>
  items(at(ipam, 'addresses')).flatMap((item) => {
    const found = attachment(at(item, 'address'), `${path}.addresses.address`, reader);
    return found ? [{ ...found, address: true as const }] : [];
  });
