/** Configuration of the add-on, as eksctl takes it; a text in YAML or JSON, at column 0. */
export const eksctlAddon = (
  configuration: string,
  { version = 'v1.18.6-eksbuild.1' }: { readonly version?: string } = {},
): string => `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
addons:
  - name: vpc-cni
    version: ${version}
    configurationValues: |-
${configuration.trim().replace(/^(?=.)/gm, '      ')}
`;
