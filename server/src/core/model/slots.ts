import type {
  CidrField,
  ContainerFacts,
  Facts,
  Field,
  Install,
  NodeGroup,
  NodeMark,
  ObjectFacts,
  PodLimit,
  SecurityGroupPolicy,
  Setting,
  TypeName,
} from './facts.js';
import { installsIn } from './parts.js';
import { contains, type Span } from './span.js';

/** What stands at an offset. */
export type Slot =
  | {
      readonly kind: 'variable-name';
      readonly install: Install;
      readonly container: ContainerFacts;
      readonly setting: Setting;
      readonly span: Span;
    }
  | {
      readonly kind: 'variable-value';
      readonly install: Install;
      readonly container: ContainerFacts;
      readonly setting: Setting;
      readonly span: Span;
    }
  | {
      readonly kind: 'container';
      readonly install: Install;
      readonly container: ContainerFacts;
      readonly span: Span;
    }
  | { readonly kind: 'instance-type'; readonly type: TypeName; readonly span: Span }
  | { readonly kind: 'pod-limit'; readonly group: NodeGroup; readonly limit: PodLimit; readonly span: Span }
  | { readonly kind: 'node-mark'; readonly mark: NodeMark; readonly span: Span }
  /** One of the values of an expression. */
  | {
      readonly kind: 'selector-value';
      readonly policy: SecurityGroupPolicy;
      readonly selector: SelectorName;
      readonly key: string | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'cidr'; readonly cidr: CidrField; readonly span: Span }
  | { readonly kind: 'field-key'; readonly object: ObjectFacts; readonly field: Field; readonly span: Span }
  | {
      readonly kind: 'field-value';
      readonly object: ObjectFacts;
      readonly field: Field;
      readonly span: Span;
    };

export type SelectorName = 'podSelector' | 'serviceAccountSelector';

/** The most particular thing at an offset of the document. */
export function slotAt(facts: Facts, offset: number): Slot | undefined {
  const installs = [...new Set(installsIn(facts))];
  for (const install of installs) {
    for (const container of install.containers) {
      if (contains(container.name.span, offset) && hasKey(container))
        return { kind: 'container', install, container, span: container.name.span };
      for (const setting of container.settings) {
        if (contains(setting.name.span, offset)) {
          return { kind: 'variable-name', install, container, setting, span: setting.name.span };
        }
        if (contains(setting.value.span, offset)) {
          return { kind: 'variable-value', install, container, setting, span: setting.value.span };
        }
      }
    }
  }
  for (const type of facts.instanceTypes) {
    if (contains(type.span, offset)) return { kind: 'instance-type', type, span: type.span };
  }
  for (const group of facts.nodeGroups) {
    const limit = group.podLimits.find(({ text }) => contains(text.span, offset));
    if (limit) return { kind: 'pod-limit', group, limit, span: limit.text.span };
  }
  const mark = facts.nodeMarks.find(({ value }) => contains(value.span, offset));
  if (mark) return { kind: 'node-mark', mark, span: mark.value.span };
  const cidr = facts.cidrs.find(({ text }) => contains(text.span, offset));
  if (cidr) return { kind: 'cidr', cidr, span: cidr.text.span };
  const selected = selectorValueAt(facts, offset);
  if (selected) return selected;
  for (const object of [...facts.objects, ...generated(facts)]) {
    // The innermost field comes last: children follow their parents.
    const key = object.fields.findLast((field) => contains(field.key, offset));
    if (key) return { kind: 'field-key', object, field: key, span: key.key };
    const value = object.fields.findLast(
      (field) => field.text !== undefined && contains(field.value, offset),
    );
    if (value) return { kind: 'field-value', object, field: value, span: value.value };
  }
  for (const install of installs) {
    // Several share the name of the add-on or chart, which is that of the plugin itself.
    const here = install.containers.filter(({ name }) => contains(name.span, offset));
    const named = install.name && contains(install.name.span, offset) && here.length > 0;
    const container = named ? install.containers.find(({ role }) => role === 'aws-node') : here[0];
    if (container) {
      const { span } = here[0]?.name ?? container.name;
      return { kind: 'container', install, container, span };
    }
  }
  return undefined;
}

function selectorValueAt({ policies }: Facts, offset: number): Slot | undefined {
  for (const policy of policies) {
    for (const selector of ['podSelector', 'serviceAccountSelector'] as const) {
      for (const { key, items } of policy[selector]?.expressions ?? []) {
        const item = items.find(({ span }) => contains(span, offset));
        if (item) return { kind: 'selector-value', policy, selector, key: key?.value, span: item.span };
      }
    }
  }
  return undefined;
}

/** ConfigMaps that are no objects of the text: literals of a kustomization. */
const generated = ({ configMaps, objects }: Facts): readonly ObjectFacts[] =>
  configMaps
    .filter(({ span }) => !objects.some((object) => object.span === span))
    .map(({ span, data }) => ({ kind: 'CniConfigMap', span, fields: data }));

/** In values a container may have no key of its own: then it is shown at one that is of something else. */
const hasKey = ({ name, span }: ContainerFacts): boolean =>
  name.span.start !== span.start || name.span.end !== span.end;
