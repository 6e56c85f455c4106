import { commands, type Disposable, window, workspace } from 'vscode';

export const OPEN_EXAMPLE = 'vpcCni.openExample';
/** Known to the walkthrough: a document of ours has been shown. */
const SEEN = 'vpcCni.manifestSeen';

/** A manifest to try things on, in a new document that is not saved anywhere. */
export const registerExample = (): Disposable =>
  commands.registerCommand(OPEN_EXAMPLE, async () => {
    const document = await workspace.openTextDocument({ language: 'yaml', content: EXAMPLE });
    await window.showTextDocument(document);
  });

export const tellManifestSeen = (): Thenable<void> => commands.executeCommand('setContext', SEEN, true);

const EXAMPLE = `# An aws-node to try things on: what is underlined has a quick fix, and a hover says what each variable does.
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    metadata:
      labels:
        k8s-app: aws-node
    spec:
      containers:
        - name: aws-node
          image: 602401143452.dkr.ecr.us-west-2.amazonaws.com/amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            # "yes" is no boolean to the plugin, which then takes the default: false.
            - name: ENABLE_PREFIX_DELEGATION
              value: "yes"
            - name: WARM_PREFIX_TARGET
              value: "1"
            - name: AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS
              value: "10.1.2.3/16"
`;
