import { asPart } from '../model/blurred.js';
import type { ChartValues, Install, ObjectFacts } from '../model/facts.js';
import type { Located, Span } from '../model/span.js';
import { at, type Entry, entry, type MapNode, type Node, text } from '../model/tree.js';
import { isConfiguration } from './addonFile.js';
import type { Carrier, Reading, Surroundings } from './carrier.js';
import { CHART, isChartKey, isChartValues, isOfChart } from './chartKeys.js';
import { fields, lostKeys } from './fields.js';
import { chartInstall } from './helm.js';
import { parameterLayer } from './helmParameters.js';
import { instanceTypes } from './nodeSelectors.js';
import { isOpen, truth } from './valueLayers.js';
import { valuesEniConfigs } from './valuesEniConfigs.js';
import { readValues, releaseOfChart } from './valuesInstall.js';

/** Values of the chart aws-vpc-cni: in a file, below its name in values of a chart that holds it, with Flux and with Argo CD. */
export const chartValues: Carrier = {
  id: 'chartvalues',
  title: 'Values of the chart aws-vpc-cni',
  mark: /aws-vpc-cni|\b(?:AWS_VPC_|WARM_|MINIMUM_IP_|ENI_CONFIG_|ENABLE_|DISABLE_|MAX_ENI|ADDITIONAL_ENI_TAGS|ANNOTATE_POD_IP|POD_SECURITY_GROUP_|NETWORK_POLICY_)|aws-node|eniConfig|enableWindows|branchENICooldown|(?:warm|minimum)Windows|originalMatchLabels|nodeAgent|cniConfig/,
  outline:
    /\b(?:aws-vpc-cni|env|init|eniConfig|nodeAgent|cniConfig|enableWindows\w+|branchENICooldown|(?:warm|minimum)Windows\w+|originalMatchLabels|nameOverride|fullnameOverride|chart(?:Ref)?)["']?[ \t]*:/,
  matches: (object) => {
    const kind = text(at(object, 'kind'));
    return kind === undefined ? valuesIn(object) !== undefined : KINDS.has(kind);
  },
  read(object, surroundings) {
    if (entry(object, 'kind')) return installed(object, surroundings);
    const values = valuesIn(object);
    if (!values) return NOTHING;
    return values.isAlias ? perhaps(values, surroundings) : reading(values, surroundings);
  },
};

/** The object is of something else: not to be checked either. */
const NOTHING: Reading = { structures: [] };

const KINDS: ReadonlySet<string> = new Set(['HelmRelease', 'Application', 'ApplicationSet']);

interface Values
  extends Pick<ChartValues, 'span' | 'place' | 'key' | 'version' | 'complete' | 'takesFiles' | 'dead'> {
  /** The key is not the name of the chart: it may be of another one. */
  readonly isAlias?: boolean;
  readonly anchor: Located<string>;
  readonly values?: Node;
  readonly parameters?: MapNode;
  readonly embedded?: readonly Span[];
}

function valuesIn(object: Node): Values | undefined {
  if (object.kind !== 'map' || entry(object, 'kind') || entry(object, 'apiVersion')) return undefined;
  const below = entry(object, CHART);
  if (below && isOfChart(below.value)) {
    const { key, value, span } = below;
    // The chart that holds it leaves it out.
    if (isFalse(at(value, 'enabled'))) return undefined;
    return {
      span,
      place: 'subchart',
      key: CHART,
      anchor: { value: CHART, span: key.span },
      values: value,
      complete: true,
    };
  }
  if (!isChartValues(object)) return aliased(object);
  if (isOfAddon(object)) return undefined;
  const first = object.entries.find(({ key }) => key.text === 'env') ?? object.entries[0];
  const anchor = { value: CHART, span: first?.key.span ?? object.span };
  return { span: object.span, place: 'file', anchor, values: object, complete: true };
}

/** Values that no other chart takes, below any key: that of the chart in the one that holds it, most likely. */
function aliased(object: MapNode): Values | undefined {
  if (object.flow) return undefined;
  const isAlias = ({ key, value }: Entry): boolean =>
    !isChartKey(key.text) && !isOpen(key) && isChartValues(value) && !isFalse(at(value, 'enabled'));
  const [found, ...others] = object.entries.filter(isAlias);
  if (!found || others.length > 0) return undefined;
  const { key, value, span } = found;
  return {
    span,
    place: 'subchart',
    key: key.text,
    isAlias: true,
    anchor: { value: key.text, span: key.span },
    values: value,
    complete: true,
  };
}

/**
 * Of a key that nobody has said to be the chart's only what is set there is taken: templates that are not the chart's may
 * set other things beside.
 */
function perhaps(values: Values, surroundings: Surroundings): Reading {
  const { installs = [], chartValues: read = [] } = reading(values, surroundings);
  const [whole] = installs;
  const layers = values.values ? [values.values] : [];
  return {
    installs: installs.map((install): Install => {
      const { layers: _, ...part } = asPart(install);
      return part;
    }),
    eniConfigs: valuesEniConfigs(layers, false),
    chartValues: read.map((one) => ({ ...one, complete: false, fields: [], ...(whole && { whole }) })),
    structures: [],
  };
}

/** In JSON it may as well be configuration of the add-on, and is taken for that. */
const isOfAddon: (object: Node) => boolean = isConfiguration;

/** As Flux or Argo CD installs it. */
function installed(object: Node, surroundings: Surroundings): Reading {
  const install = chartInstall(object, CHART, surroundings);
  if (!install) return NOTHING;
  const { by, chart, version, values, parameters, complete, problem, embedded, takesFiles, dead } = install;
  const release = version && releaseOfChart(version.value);
  const layer = parameterLayer(parameters);
  const [written] = values;
  const found = reading(
    {
      span: object.span,
      place: by,
      anchor: chart,
      ...(version && release && { version: { ...version, value: release } }),
      ...(written && { values: written }),
      ...(layer && { parameters: layer.values }),
      ...(takesFiles && { takesFiles }),
      ...(dead && { dead }),
      embedded,
      complete:
        complete && (layer?.complete ?? true) && (!written || written.kind === 'map' || isNull(written)),
    },
    surroundings,
  );
  const kind = text(at(object, 'kind')) ?? '';
  const name = text(at(object, 'metadata', 'name'));
  return {
    ...found,
    ...(problem && { problem }),
    installs: (found.installs ?? []).map((one) => ({
      ...one,
      object: { kind, ...(name !== undefined && { name }) },
    })),
  };
}

function reading(found: Values, { templated, cniVersion }: Surroundings): Reading {
  const { span, place, key, anchor, values, parameters, embedded = [], version, takesFiles, dead } = found;
  const release = version?.value ?? (cniVersion || undefined);
  const complete = found.complete && !templated && !hasOpenKeys(values);
  const layers = values?.kind === 'map' ? [values] : [];
  const written = layers.flatMap((layer) => fields(layer));
  const object: ObjectFacts = { kind: 'ChartValues', span, name: anchor, fields: written };
  return {
    ...readValues(layers, {
      form: 'chart',
      anchor,
      span,
      ...(release && { release }),
      complete,
      templated,
      ...(parameters && { parameters }),
    }),
    objects: [object],
    chartValues: [
      {
        span,
        place,
        ...(key !== undefined && { key }),
        ...(version && { version }),
        ...(takesFiles && { takesFiles }),
        ...(dead && { dead }),
        fields: parameters ? [...written, ...fields(parameters)] : written,
        complete,
      },
    ],
    instanceTypes: layers.flatMap((layer) => instanceTypes(layer)),
    embedded,
    lostKeys: templated ? [] : layers.flatMap((layer) => lostKeys(layer)),
    structures: layers.map((node) => ({ schema: 'chartvalues', node })),
  };
}

/** A key at the top that is filled in later may be any. */
const hasOpenKeys = (node: Node | undefined): boolean =>
  node?.kind === 'map' && node.entries.some(({ key }) => isOpen(key));

const isFalse = (node: Node | undefined): boolean => node !== undefined && truth(node) === false;

const isNull = (node: Node): boolean => node.kind === 'scalar' && node.type === 'null';
