import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

const policy = (block: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: to-vpc
spec:
  podSelector: {}
  egress:
    - to:
        - ipBlock:
${block}`;

test('an item that lies elsewhere', () => {
  check(
    policy(`            cidr: 10.0.0.0/16
            except:
              - 10.0.8.0/24
              - 10.1.8.0/24
#               ^^^^^^^^^^^ error except-outside-cidr: "10.1.8.0/24" is no part of "10.0.0.0/16", out of which it is taken; the API server refuses the policy. Each item has to be a smaller block inside it.
`),
  );
});

test('an item that is all of the block, or more', () => {
  check(
    policy(`            cidr: 10.0.0.0/16
            except: ["10.0.0.0/16", 10.0.0.0/8]
#                    ^^^^^^^^^^^^^ error except-outside-cidr: "10.0.0.0/16" leaves nothing of "10.0.0.0/16", out of which it is taken; the API server refuses the policy. Each item has to be a smaller block inside it.
#                                   ^^^^^^^^^^ error except-outside-cidr: "10.0.0.0/8" leaves nothing of "10.0.0.0/16", out of which it is taken; the API server refuses the policy. Each item has to be a smaller block inside it.
`),
  );
});

test('an item of the other family', () => {
  check(
    policy(`            cidr: 0.0.0.0/0
            except: ["fd00::/8"]
#                    ^^^^^^^^^^ error except-outside-cidr: "fd00::/8" is no part of "0.0.0.0/0", out of which it is taken; the API server refuses the policy. Each item has to be a smaller block inside it.
`),
  );
});

test('smaller blocks inside, and stays silent', () => {
  check(
    policy(`            cidr: 0.0.0.0/0
            except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]
        - ipBlock:
            cidr: ::/0
            except: ["fd00::/8"]
        - ipBlock:
            cidr: \${OUTER}
            except: [10.0.0.0/8]
        - ipBlock:
            cidr: 10.0.0.0/16
            except: ["\${INNER}"]
`),
  );
});

test('the fix takes the item out', () => {
  checkFix(
    policy(`            cidr: 10.0.0.0/16
            except:
              - 10.0.8.0/24
              - 10.1.8.0/24
`),
    'Remove "10.1.8.0/24"',
    policy(`            cidr: 10.0.0.0/16
            except:
              - 10.0.8.0/24
`),
  );
});
