import test from 'node:test';
import { check } from '../support/check.js';

test('files that go with the container', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          volumeMounts:
            - name: v
              mountPath: /var/run/aws-node
            - name: v
              mountPath: /host/etc/cni/net.d
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: AWS_VPC_K8S_CNI_BACKING_STORE
              value: /tmp/ipam.json
#                    ^^^^^^^^^^^^^^ warning path-not-mounted: No volume is mounted at "/tmp/ipam.json": the file goes with the container, and addresses in use may be handed out again. Choose a path below a mount.
            - name: AWS_VPC_K8S_CNI_LOG_FILE
              value: /var/log/ipamd.log
#                    ^^^^^^^^^^^^^^^^^^ information path-not-mounted: No volume is mounted at "/var/log/ipamd.log": the log goes with the container. Choose a path below a mount.
            - name: HOST_CNI_CONFDIR_PATH
              value: /etc/cni/net.d
#                    ^^^^^^^^^^^^^^ warning path-not-mounted: No volume is mounted at "/etc/cni/net.d": the container runtime never sees the conflist and the node stays NotReady. Choose a path below a mount.
`);
});

test('the init container as well', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:v1.23.1
          volumeMounts:
            - name: v
              mountPath: /host/opt/cni/bin/
          env:
            - name: HOST_CNI_BIN_PATH
              value: /opt/cni/bin
#                    ^^^^^^^^^^^^ warning path-not-mounted: No volume is mounted at "/opt/cni/bin": the binaries stay in the container and the node gets none. Choose a path below a mount.
`);
});

test('paths below a mount, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          volumeMounts:
            - name: v
              mountPath: /host/opt/cni/bin
            - name: v
              mountPath: /host/var/log/
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: HOST_CNI_BIN_PATH
              value: /host/opt/cni/bin
            - name: AWS_VPC_K8S_CNI_LOG_FILE
              value: /host/var/log/aws-routed-eni/ipamd.log
`);
});

test('a mount whose name only begins alike', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          volumeMounts:
            - name: v
              mountPath: /host/opt/cni/bin
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: HOST_CNI_BIN_PATH
              value: /host/opt/cni/bin2
#                    ^^^^^^^^^^^^^^^^^^ warning path-not-mounted: No volume is mounted at "/host/opt/cni/bin2": the binaries stay in the container and the node gets none. Choose a path below a mount.
`);
});

test('logs to the streams of the container, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          volumeMounts:
            - name: v
              mountPath: /host/var/log
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: AWS_VPC_K8S_CNI_LOG_FILE
              value: stdout
`);
});

test('containers whose mounts are not known, and stays silent', () => {
  check(`
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: AWS_VPC_K8S_CNI_BACKING_STORE
              value: /tmp/ipam.json
---
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: aws-node
          env:
            - name: AWS_VPC_K8S_CNI_BACKING_STORE
              value: /tmp/ipam.json
`);
});
