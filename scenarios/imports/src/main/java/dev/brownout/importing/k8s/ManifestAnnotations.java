package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.List;
import java.util.Map;

/** Leaves out the annotations that nothing else has read. Those of controllers may change load and time. */
final class ManifestAnnotations {
    /** Beginnings of annotations with no effect on load and time. */
    private static final List<String> HARMLESS = List.of(
            "kubectl.kubernetes.io/",
            "kubernetes.io/change-cause",
            "kubernetes.io/description",
            "kubernetes.io/ingress.class",
            "deployment.kubernetes.io/",
            "rollout.argoproj.io/",
            "app.kubernetes.io/",
            "app.openshift.io/",
            "meta.helm.sh/",
            "helm.sh/",
            "checksum/",
            "prometheus.io/",
            "cert-manager.io/",
            "acme.cert-manager.io/",
            "argocd.argoproj.io/",
            "external-dns.alpha.kubernetes.io/",
            "reloader.stakater.com/",
            "openshift.io/",
            "image.openshift.io/",
            "serving.knative.dev/creator",
            "serving.knative.dev/lastModifier",
            "sidecar.istio.io/inject",
            "linkerd.io/inject",
            "cluster-autoscaler.kubernetes.io/");

    private final ImportedCluster cluster;

    ManifestAnnotations(ImportedCluster cluster) {
        this.cluster = cluster;
    }

    /** Decides on all annotations. */
    void leaveOut() {
        for (Manifest manifest : cluster.manifests()) {
            leaveOut(manifest.name(), manifest.annotations());
            if (manifest.annotations().isEmpty()) {
                manifest.setting().get("metadata", "annotations").markIgnored();
            }
            Setting template = Workload.template(manifest);
            Setting annotations = template.get("metadata", "annotations");
            leaveOut(manifest.name(), annotations.entries());
            if (annotations.isEmpty()) {
                annotations.markIgnored();
            }
        }
    }

    private static void leaveOut(String name, Map<String, Setting> annotations) {
        annotations.forEach((key, value) -> {
            if (!key.contains("/") || HARMLESS.stream().anyMatch(key::startsWith)) {
                value.markIgnored();
            } else if (!value.isDecided()) {
                value.ignore("the annotation " + key + " of", name, "it is not imported");
            }
        });
    }
}
