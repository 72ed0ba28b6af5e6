/**
 * Imports Kubernetes and Istio manifests as scenarios. Workloads become parts of a system, and services and ingresses
 * become entry points. Autoscalers, probes and mesh rules become the corresponding settings.
 */
package dev.brownout.importing.k8s;
