/**
 * The API server takes it as the name of an object, as far as that is an RFC 1123 subdomain: so it is for all objects of CRDs.
 *
 * Source: kubernetes/kubernetes staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go, IsDNS1123Subdomain.
 */
export const isObjectName = (name: string): boolean =>
  name.length <= LONGEST_NAME &&
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);

/** Characters. */
export const LONGEST_NAME = 253;
