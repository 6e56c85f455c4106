import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

test('variables of aws-node, as they are and in the spelling of the keys', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  ENABLE_PREFIX_DELEGATION: "true"
# ^^^^^^^^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: Nothing reads this here: it is a variable of aws-node. Set it in env of the container, or in env of the values that install it.
  enable-prefix-delegation: "true"
# ^^^^^^^^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: Nothing reads "enable-prefix-delegation": on Linux nodes it is ENABLE_PREFIX_DELEGATION of aws-node. Set that in env of the container, or in env of the values that install it.
  warm-eni-target: "1"
# ^^^^^^^^^^^^^^^ warning unknown-config-map-key: Nothing reads "warm-eni-target": on Linux nodes it is WARM_ENI_TARGET of aws-node. Set that in env of the container, or in env of the values that install it.
  max-eni: "15"
# ^^^^^^^ warning unknown-config-map-key: Nothing reads "max-eni": on Linux nodes it is MAX_ENI of aws-node. Set that in env of the container, or in env of the values that install it.
`);
});

test('variables that look like a key for Windows nodes', () => {
  const message = 'Nothing reads this here: it is a variable of aws-node.';
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  WARM_IP_TARGET: "5"
# ^^^^^^^^^^^^^^ warning unknown-config-map-key: ${message} Set it in env of the container, or in env of the values that install it.
  MINIMUM_IP_TARGET: "5"
# ^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: ${message} Set it in env of the container, or in env of the values that install it.
  WARM_PREFIX_TARGET: "1"
# ^^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: ${message} Set it in env of the container, or in env of the values that install it.
`);
});

test('keys that are nearly there', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-network-policy: "true"
# ^^^^^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: Nothing reads "enable-network-policy". Did you mean enable-network-policy-controller?
  enableWindowsIpam: "true"
# ^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: Nothing reads "enableWindowsIpam". Did you mean enable-windows-ipam?
  enable_windows_prefix_delegation: "false"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: Nothing reads "enable_windows_prefix_delegation". Did you mean enable-windows-prefix-delegation?
  branch-eni-cooldwn: "60"
# ^^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: Nothing reads "branch-eni-cooldwn". Did you mean branch-eni-cooldown?
`);
});

test('what nobody knows', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-custom-networking: "true"
# ^^^^^^^^^^^^^^^^^^^^^^^^ warning unknown-config-map-key: No controller reads "enable-custom-networking", and aws-node reads no ConfigMap.
`);
});

test('all keys that are read, and those of examples and of what is to come', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  _example: "x"
  enable-branch-eni-prefix-delegation: "true"
  enable-network-policy-controller: "false"
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
  minimum-ip-target: "3"
  windows-warm-ip-target: "1"
  branch-eni-cooldown: "60"
`);
});

test('keys of templates and patches', () => {
  check(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  $patch: merge
  "{{ .Values.key }}": "true"
`);
});

test('variables that an aws-node in sight may take from the ConfigMap', () => {
  checkFiles({
    'cm.yaml': `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  WARM_IP_TARGET: "5"
`,
    'patch.yaml': `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  template:
    spec:
      containers:
        - name: aws-node
          envFrom:
            - configMapRef:
                name: amazon-vpc-cni
`,
  });
});

test('the key that was meant, in place of the other', () => {
  const text = (key: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: amazon-vpc-cni\ndata:\n  "${key}": "true" # on\n`;
  checkFix(
    text('enable-network-policy'),
    'Rename to enable-network-policy-controller',
    text('enable-network-policy-controller'),
  );
});
