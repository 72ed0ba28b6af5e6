/**
 * Kubernetes manifests, and Istio's beside them, as scenarios: workloads as parts of a system, services and ingresses
 * as where users come in, autoscalers, probes and the rules of a mesh as what the language has for them.
 */
package dev.brownout.importing.k8s;
