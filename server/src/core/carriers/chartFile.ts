import { at, items, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { CHART } from './chartKeys.js';
import { located } from './fields.js';
import { releaseOfChart } from './valuesInstall.js';

/**
 * `Chart.yaml` of a chart that holds aws-vpc-cni: which key of its values is for that, and which version it asks for. Source:
 * helm/helm pkg/chart/v2/dependency.go.
 */
export const chartFile: Carrier = {
  id: 'chart-file',
  title: 'Chart that holds aws-vpc-cni',
  mark: /aws-vpc-cni/,
  outline: /\bdependencies["']?[ \t]*:/,
  matches: (object) =>
    at(object, 'dependencies')?.kind === 'list' &&
    at(object, 'kind') === undefined &&
    text(at(object, 'apiVersion')) !== undefined,
  read(object, { templated }) {
    const held = items(at(object, 'dependencies')).filter((one) => text(at(one, 'name')) === CHART);
    const [dependency] = held;
    // Of two with two aliases each has values of its own.
    if (!dependency || held.length > 1 || templated) return {};
    const alias = at(dependency, 'alias');
    const key = alias ? located(alias)?.value : CHART;
    if (key === undefined) return {};
    const version = located(at(dependency, 'version'))?.value;
    const release = version === undefined ? undefined : releaseOfChart(version);
    return {
      clusterSettings: [
        { kind: 'subchart', span: dependency.span, key, ...(release !== undefined && { release }) },
      ],
    };
  },
};
