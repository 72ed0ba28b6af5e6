package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.LimitText;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.List;

/** Leaves out the settings of a workload that the scenario does not use, each with its reason. */
final class PodSettings {
    /** Keys of a workload with no effect on a running system. */
    private static final List<String> WORKLOAD = List.of(
            "selector",
            "revisionHistoryLimit",
            "progressDeadlineSeconds",
            "serviceName",
            "podManagementPolicy",
            "persistentVolumeClaimRetentionPolicy",
            "paused",
            "ordinals",
            "triggers",
            "test",
            "rollbackWindow",
            "restartAt",
            "progressDeadlineAbort");

    /** Keys of a pod with no effect on load and time. */
    private static final List<String> POD = List.of(
            "volumes",
            "serviceAccountName",
            "serviceAccount",
            "automountServiceAccountToken",
            "securityContext",
            "imagePullSecrets",
            "restartPolicy",
            "dnsPolicy",
            "dnsConfig",
            "hostNetwork",
            "hostPID",
            "hostIPC",
            "hostname",
            "subdomain",
            "enableServiceLinks",
            "shareProcessNamespace",
            "os",
            "setHostnameAsFQDN");

    private static final List<String> PLACEMENT = List.of(
            "nodeSelector",
            "nodeName",
            "affinity",
            "tolerations",
            "topologySpreadConstraints",
            "schedulerName",
            "runtimeClassName");

    private static final List<String> PRIORITY = List.of("priorityClassName", "priority", "preemptionPolicy");

    /** Keys of a container with no effect on load and time. */
    private static final List<String> CONTAINER = List.of(
            "name",
            "image",
            "imagePullPolicy",
            "ports",
            "volumeMounts",
            "volumeDevices",
            "securityContext",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "workingDir",
            "stdin",
            "stdinOnce",
            "tty",
            "restartPolicy",
            "resizePolicy",
            "env",
            "envFrom",
            "command",
            "args");

    private static final String NO_EFFECT = "names, permissions and files of pods change neither load nor time";
    private static final String NO_SERVER = "it is no server here, and only servers drain";

    private final Workload workload;
    private final String name;
    private final boolean isServer;
    private final boolean usesGracePeriod;
    private final boolean isChecked;
    private final boolean isReady;

    /**
     * Creates the settings of a workload.
     *
     * @param part its part, with the settings that are imported
     * @param isChecked whether a balancer of the scenario has the readiness checks
     */
    PodSettings(Workload workload, SystemPart part, boolean isChecked) {
        this.workload = workload;
        this.name = part.name();
        this.isServer = part.role() == Role.SERVER;
        this.usesGracePeriod = part.hasSetting("grace");
        this.isReady = part.hasSetting("readiness.period");
        this.isChecked = isChecked;
    }

    /** Decides on all settings of the workload that nothing else has read. */
    void leaveOut() {
        Setting spec = workload.manifest().spec();
        if (!workload.manifest().kind().equals("Pod")) {
            spec.markIgnored(WORKLOAD, NO_EFFECT);
            spec.get("volumeClaimTemplates")
                    .ignore("the volumes of", name, isServer ? "a server here has no disk" : LimitText.VOLUMES);
            spec.get("minReadySeconds")
                    .ignore("minReadySeconds of", name, "it delays the next step of a deployment, and none is here");
        }
        workload.template().get("metadata").markIgnored(List.of("labels", "name", "namespace", "creationTimestamp"));
        pod(workload.pod());
        workload.pod().get("containers").items().forEach(this::container);
        workload.pod().get("initContainers").items().forEach(this::initContainer);
    }

    private void pod(Setting pod) {
        pod.markIgnored(POD, NO_EFFECT);
        pod.entries().values().stream().filter(Setting::isEmpty).forEach(Setting::markIgnored);
        String machines = "the machines below the pods are not in the files; 'zones' and 'host' place components";
        for (String key : PLACEMENT) {
            if (!pod.get(key).isEmpty()) {
                pod.get(key).ignore(key + " of", name, machines);
            }
        }
        PRIORITY.forEach(key -> pod.get(key).ignore(key + " of", name, "pods here always have a machine"));
        pod.get("readinessGates").ignore("readinessGates of", name, "a condition that another controller sets");
        if (!usesGracePeriod) {
            pod.get("terminationGracePeriodSeconds").ignore("the grace period of", name, NO_SERVER);
        }
    }

    private void container(Setting container) {
        if (!container.path().equals(workload.container().path())) {
            container.ignore("another container of the pods of " + name + ": its work is unknown");
            return;
        }
        container.markIgnored(CONTAINER, NO_EFFECT);
        container
                .get("livenessProbe")
                .ignore("restarts after a failed livenessProbe of", name, "a fault of a scenario has its own duration");
        container
                .get("startupProbe")
                .ignore("the startupProbe of", name, "the time that the program takes to start is not in the files");
        if (isChecked || isReady) {
            if (!isReady) {
                container
                        .get("readinessProbe", "initialDelaySeconds")
                        .ignore("initialDelaySeconds of", name, "'readiness' of a server has it, and this is none");
            }
            container.get("readinessProbe").markIgnored();
        } else {
            container
                    .get("readinessProbe")
                    .ignore("the readinessProbe of", name, "no balancer here selects one of several pods of it");
        }
        Setting hook = container.get("lifecycle", "preStop");
        if (!hook.isDecided()) {
            hook.ignore(
                    "the preStop hook of",
                    name,
                    isServer
                            ? "it does not sleep, and its duration is unknown; 'pre_stop' of a server is the time for"
                                    + " which it keeps serving"
                            : NO_SERVER);
        }
        container
                .get("lifecycle", "postStart")
                .ignore("the postStart hook of", name, "a part of the start of a pod, which takes an unknown time");
        resources(container.get("resources"));
    }

    private void resources(Setting resources) {
        if (resources.isEmpty()) {
            resources.markIgnored();
        }
        resources.entries().values().stream().filter(Setting::isEmpty).forEach(Setting::markIgnored);
        if (!resources.get("requests", "cpu").isDecided()) {
            resources
                    .get("requests", "cpu")
                    .ignore("the CPU request of", name, "the limit decides on the time that work takes");
        }
        resources.get("limits", "memory").ignore("the memory limit of", name, LimitText.MEMORY);
        resources.get("requests", "memory").ignore("the memory request of", name, "it decides on the machine of a pod");
        for (String description : List.of("limits", "requests")) {
            Setting rest = resources.get(description);
            rest.get("ephemeral-storage")
                    .ignore("the storage of", name, "the data that it writes there is not in the files");
            rest.entries().forEach((resource, amount) -> {
                boolean isDevice = resource.contains("/") || resource.startsWith("hugepages-");
                if (isDevice && !amount.isDecided()) {
                    amount.ignore("devices and other resources of", name, "a node here has CPU only");
                }
            });
        }
        resources.get("claims").ignore("devices and other resources of", name, "a node here has CPU only");
    }

    private void initContainer(Setting container) {
        if (container.get("restartPolicy").peekText().equals("Always")) {
            container.ignore("another container of the pods of " + name + ": its work is unknown");
        } else {
            container.ignore("init containers of", name, "a part of the start of a pod, which takes an unknown time");
        }
    }
}
