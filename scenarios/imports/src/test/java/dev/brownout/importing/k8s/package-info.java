/** Tests of the import of Kubernetes manifests. */
package dev.brownout.importing.k8s;
