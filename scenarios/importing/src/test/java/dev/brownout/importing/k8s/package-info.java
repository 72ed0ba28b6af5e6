/** Kubernetes manifests, and the scenarios that they become. */
package dev.brownout.importing.k8s;
