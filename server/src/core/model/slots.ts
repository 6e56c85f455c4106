import type {
  CidrField,
  ContainerFacts,
  Facts,
  Field,
  Install,
  NodeGroup,
  ObjectFacts,
  PodLimit,
  Setting,
  TypeName,
} from './facts.js';
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
  | { readonly kind: 'cidr'; readonly cidr: CidrField; readonly span: Span }
  | { readonly kind: 'field-key'; readonly object: ObjectFacts; readonly field: Field; readonly span: Span }
  | {
      readonly kind: 'field-value';
      readonly object: ObjectFacts;
      readonly field: Field;
      readonly span: Span;
    };

/** The most particular thing at an offset of the document. */
export function slotAt(facts: Facts, offset: number): Slot | undefined {
  for (const install of facts.installs) {
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
  const cidr = facts.cidrs.find(({ text }) => contains(text.span, offset));
  if (cidr) return { kind: 'cidr', cidr, span: cidr.text.span };
  for (const object of facts.objects) {
    // The innermost field comes last: children follow their parents.
    const key = object.fields.findLast((field) => contains(field.key, offset));
    if (key) return { kind: 'field-key', object, field: key, span: key.key };
    const value = object.fields.findLast(
      (field) => field.text !== undefined && contains(field.value, offset),
    );
    if (value) return { kind: 'field-value', object, field: value, span: value.value };
  }
  for (const install of facts.installs) {
    const container = install.containers.find(({ name }) => contains(name.span, offset));
    if (container) return { kind: 'container', install, container, span: container.name.span };
  }
  return undefined;
}

/** In values a container may have no key of its own: then it is shown at one that is of something else. */
const hasKey = ({ name, span }: ContainerFacts): boolean =>
  name.span.start !== span.start || name.span.end !== span.end;
