import { parseVersion } from '../domain/versions.js';
import { composed } from './composed.js';
import type { ContainerFacts, Install, Kustomization, NewImage } from './facts.js';
import { layersOf, releaseOf } from './layers.js';
import { remembered } from './remembered.js';

/** With the prefix and suffix that a kustomization gives to names. */
export const named = (install: Install, fact: Kustomization): Install => namedBy(install)(fact);

const namedBy = remembered((install: Install) =>
  remembered(({ namePrefix = '', nameSuffix = '' }: Kustomization): Install => {
    if (!install.name || (namePrefix === '' && nameSuffix === '')) return install;
    const value = `${namePrefix}${install.name.value}${nameSuffix}`;
    return { ...install, name: { ...install.name, value }, layers: layersOf(install) };
  }),
);

/** With the name, tag or digest that a kustomization gives to an image. */
export const retagged = (install: Install, image: NewImage): Install => retaggedBy(install)(image);

const retaggedBy = remembered((install: Install) =>
  remembered((image: NewImage): Install => {
    const containers = install.containers.map((container) => withImage(container, image));
    if (containers.every((container, i) => container === install.containers[i])) return install;
    const { release: _, ...rest } = install;
    const release = releaseOf(install, containers);
    return { ...rest, containers, ...(release !== undefined && { release }), layers: layersOf(install) };
  }),
);

function withImage(container: ContainerFacts, { name, newName, newTag, digest }: NewImage): ContainerFacts {
  const { image } = container;
  const [, written, oldTag = '', oldDigest = ''] =
    /^(.*?)(:[\w.{}-]*)?(@sha256:\w+)?$/.exec(image?.value ?? '') ?? [];
  if (!image || written !== name) return container;
  const tag = digest ? '' : newTag === undefined ? oldTag : `:${newTag}`;
  const behind = digest ? `@${digest}` : newTag === undefined ? oldDigest : '';
  const version = parseVersion(tag.slice(1));
  return composed(container, {
    image: { ...image, value: `${newName ?? name}${tag}${behind}` },
    version: version && `${version.major}.${version.minor}.${version.patch}`,
  });
}
