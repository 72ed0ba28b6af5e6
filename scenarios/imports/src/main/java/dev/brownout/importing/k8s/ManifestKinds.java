package dev.brownout.importing.k8s;

import dev.brownout.importing.topology.LimitText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Kinds of objects that a scenario has no counterpart for, each with its reason. */
final class ManifestKinds {
    private static final String NO_EFFECT = "no effect on load and time";

    /** Reasons by kind. */
    private static final Map<String, String> REASONS = new TreeMap<>();

    static {
        for (String kind : List.of(
                "Secret",
                "ServiceAccount",
                "Role",
                "RoleBinding",
                "ClusterRole",
                "ClusterRoleBinding",
                "Namespace",
                "CustomResourceDefinition",
                "IngressClass",
                "GatewayClass",
                "ReferenceGrant",
                "PeerAuthentication",
                "RequestAuthentication",
                "Endpoints",
                "EndpointSlice",
                "Certificate",
                "Issuer",
                "ClusterIssuer",
                "ExternalSecret",
                "SecretStore",
                "SealedSecret",
                "ServiceMonitor",
                "PodMonitor",
                "PrometheusRule",
                "PodSecurityPolicy",
                "SecurityContextConstraints",
                "Project",
                "ImageStream",
                "BuildConfig",
                "Telemetry",
                "Event",
                "Lease",
                "MutatingWebhookConfiguration",
                "ValidatingWebhookConfiguration",
                "APIService")) {
            REASONS.put(kind, NO_EFFECT);
        }
        for (String kind : List.of("NetworkPolicy", "AuthorizationPolicy", "ServerAuthorization", "Server")) {
            REASONS.put(kind, "permissions between parts: here every call in the files is permitted");
        }
        for (String kind : List.of("PersistentVolumeClaim", "PersistentVolume", "StorageClass")) {
            REASONS.put(kind, "volumes: " + LimitText.VOLUMES);
        }
        REASONS.put("PriorityClass", "pods here always have a machine, so none is preempted");
        REASONS.put("LimitRange", "default limits of containers, which the admission controller sets");
        REASONS.put("ResourceQuota", "a limit of the whole namespace; here machines are always available");
        REASONS.put("ServiceEntry", "hosts outside of the cluster: their response times are not in the files");
        REASONS.put("Sidecar", "the reach of the proxies of a mesh; here every call in the files is possible");
        REASONS.put("EnvoyFilter", "patches of the configuration of Envoy are not imported");
        REASONS.put(
                "VerticalPodAutoscaler", "a pod that changes its size by itself; 'scale web to 8 cores' is a fault");
        REASONS.put("ServiceProfile", "timeouts and retries of single routes of Linkerd are not imported");
        REASONS.put("Middleware", "middlewares of Traefik are not imported");
        REASONS.put("TraefikService", "services of Traefik are not imported");
        REASONS.put("TriggerAuthentication", NO_EFFECT);
        REASONS.put("ClusterTriggerAuthentication", NO_EFFECT);
        REASONS.put("Application", "an application of Argo CD names files elsewhere: import the output of its source");
        REASONS.put("HelmRelease", "a release names a chart: import the output of 'helm template'");
        REASONS.put("HelmChart", "a release names a chart: import the output of 'helm template'");
        REASONS.put("Kustomization", "a kustomization of Flux names files elsewhere: import the output of its source");
    }

    private final Map<String, Integer> irrelevant = new LinkedHashMap<>();
    private final Map<String, Integer> unknown = new LinkedHashMap<>();

    /** Leaves out an object of a kind without a counterpart. Returns whether its kind is known. */
    boolean leftOut(Manifest manifest) {
        String reason = REASONS.get(manifest.kind());
        if (reason == null) {
            return false;
        }
        manifest.setting().markIgnored();
        if (reason.equals(NO_EFFECT)) {
            irrelevant.merge(manifest.kind(), 1, Integer::sum);
        } else {
            manifest.setting().get("kind").ignore(manifest.kind(), manifest.name(), reason);
        }
        return true;
    }

    /** Counts an object of an unknown kind. Its settings remain unread and are listed as such. */
    void unknown(Manifest manifest) {
        unknown.merge(manifest.kind(), 1, Integer::sum);
    }

    /** Returns lines on the objects without a counterpart, with their numbers. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!irrelevant.isEmpty()) {
            lines.add("objects with " + NO_EFFECT + ": " + counts(irrelevant));
        }
        if (!unknown.isEmpty()) {
            lines.add("objects of unknown kinds, which are not read: " + counts(unknown));
        }
        return lines;
    }

    private static String counts(Map<String, Integer> kinds) {
        List<String> counts = kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .toList();
        return String.join(", ", counts);
    }
}
