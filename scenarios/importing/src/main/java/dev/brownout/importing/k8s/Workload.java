package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.InfrastructureProduct;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Pods of one kind and their number: a Deployment, a StatefulSet, a DaemonSet or a single Pod. */
final class Workload {
    /** Keys of a workload that are irrelevant to load and timing at runtime. */
    private static final List<String> PASSED_OVER = List.of(
            "selector",
            "strategy",
            "updateStrategy",
            "minReadySeconds",
            "revisionHistoryLimit",
            "progressDeadlineSeconds",
            "serviceName",
            "podManagementPolicy",
            "volumeClaimTemplates",
            "persistentVolumeClaimRetentionPolicy",
            "paused",
            "ordinals");

    /** Keys of a pod that are irrelevant to load and timing at runtime. */
    private static final List<String> POD_PASSED_OVER = List.of(
            "volumes",
            "serviceAccountName",
            "serviceAccount",
            "automountServiceAccountToken",
            "nodeSelector",
            "affinity",
            "tolerations",
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
            "hostAliases",
            "schedulerName",
            "priorityClassName",
            "priority",
            "initContainers",
            "topologySpreadConstraints",
            "enableServiceLinks",
            "shareProcessNamespace",
            "runtimeClassName",
            "terminationGracePeriodSeconds",
            "os",
            "preemptionPolicy",
            "readinessGates",
            "setHostnameAsFQDN");

    /** Keys of a container that are irrelevant to load and timing at runtime. */
    private static final List<String> CONTAINER_PASSED_OVER = List.of(
            "name",
            "image",
            "imagePullPolicy",
            "ports",
            "volumeMounts",
            "volumeDevices",
            "securityContext",
            "lifecycle",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "workingDir",
            "stdin",
            "stdinOnce",
            "tty",
            "startupProbe",
            "restartPolicy",
            "resizePolicy");

    private final Manifest manifest;
    private final Setting pod;
    private final Setting container;
    private final Optional<Product> product;

    Workload(Manifest manifest) {
        this.manifest = manifest;
        this.pod = manifest.kind().equals("Pod")
                ? manifest.spec()
                : manifest.spec().get("template", "spec");
        List<Setting> containers = pod.get("containers").items();
        this.container = containers.isEmpty() ? pod.get("containers") : containers.get(0);
        this.product = Product.ofImage(container.get("image").peekText());
    }

    Manifest manifest() {
        return manifest;
    }

    /** Returns the labels of the pods. */
    Map<String, String> labels() {
        Setting metadata = manifest.kind().equals("Pod")
                ? manifest.setting().get("metadata")
                : manifest.spec().get("template", "metadata");
        return Manifest.texts(metadata.get("labels"));
    }

    /** Returns whether the workload has at least one pod. */
    boolean runs() {
        return !manifest.spec().get("replicas").peekText().equals("0") && container.isMap();
    }

    Setting container() {
        return container;
    }

    Setting pod() {
        return pod;
    }

    /** Creates the system part of this workload. */
    SystemPart part(String name) {
        Role role = product.map(Product::role).orElse(Role.SERVER);
        String why = product.map(known -> "its image is " + known.name().toLowerCase(Locale.ROOT) + " ("
                        + container.get("image").origin() + ")")
                .orElse(manifest.kind() + " (" + manifest.setting().get("kind").origin() + ")");
        SystemPart part = new SystemPart(name, role, why);
        part.beside(InfrastructureProduct.ofImage(container.get("image").peekText()));
        product.filter(known -> !known.profile().isEmpty())
                .ifPresent(known -> part.say("profile", known.profile(), "origin: " + why));
        manifest.spec().passOver(manifest.kind().equals("Pod") ? List.of() : PASSED_OVER);
        manifest.spec().get("template", "metadata").passOver();
        pod.passOver(POD_PASSED_OVER);
        machines(part);
        resources(part);
        for (Setting each : pod.get("containers").items()) {
            each.passOver(CONTAINER_PASSED_OVER);
            each.get("livenessProbe")
                    .ignore(
                            "restarts after a failed livenessProbe of",
                            name,
                            "the fault of a scenario has its own duration");
            if (each.path().equals(container.path())) {
                continue;
            }
            each.ignore("another container of the pods of " + name + ": its work is unknown");
        }
        return part;
    }

    private void machines(SystemPart part) {
        Setting said = manifest.spec().get("replicas");
        if (manifest.kind().equals("DaemonSet")) {
            manifest.setting()
                    .get("kind")
                    .ignore(part.name() + " runs once on each node, and the number of nodes is unknown; here once");
            return;
        }
        long number = Manifest.whole(said, 1);
        if (!said.said() || part.role() == Role.SERVER || part.role() == Role.BALANCER || number == 1) {
            if (said.said()) {
                part.nodes(number, said.origin());
            }
        } else if (part.role() == Role.DATABASE) {
            part.say(
                    "replicas",
                    Long.toString(number - 1),
                    "a guess: one of " + number + " is the primary (" + said.origin() + ")");
            part.say("reads.from", "primary", "a guess");
        } else {
            said.ignore(
                    part.name() + " runs " + number + " times, and the distribution of work between them is unknown");
        }
    }

    /** Returns the number of processors that a pod may use: its limit, or else its request. */
    OptionalDouble cpus() {
        Setting limit = container.get("resources", "limits", "cpu");
        Setting request = container.get("resources", "requests", "cpu");
        return KubernetesQuantities.number((limit.said() ? limit : request).peekText());
    }

    private void resources(SystemPart part) {
        Setting limit = container.get("resources", "limits", "cpu");
        Setting request = container.get("resources", "requests", "cpu");
        OptionalDouble cpus = cpus();
        if (cpus.isPresent() && cpus.getAsDouble() > 0) {
            boolean works = part.role() == Role.SERVER || part.role() == Role.DATABASE || part.role() == Role.BALANCER;
            Setting said = limit.said() ? limit : request;
            said.text();
            if (works) {
                part.cpus(
                        cpus.getAsDouble(),
                        said.origin() + (limit.said() ? "" : ", a request: more if capacity is free"));
            }
        }
        request.passOver();
        limit.passOver();
        container
                .get("resources", "limits", "memory")
                .ignore("the memory of", part.name(), "out-of-memory errors are not simulated");
        for (String what : List.of("limits", "requests")) {
            Setting rest = container.get("resources", what);
            rest.passOver(List.of("memory", "ephemeral-storage"));
            rest.entries().forEach((resource, amount) -> {
                if (resource.contains("/") || resource.startsWith("hugepages-")) {
                    amount.ignore("devices and other resources of", part.name(), "a node here has CPU only");
                }
            });
        }
    }

    /**
     * Returns the texts that may contain host names: names and values of variables, commands, and referenced
     * ConfigMaps.
     */
    List<NamedText> texts(Map<String, Manifest> configs) {
        List<NamedText> texts = new ArrayList<>();
        for (String key : List.of("command", "args")) {
            container.get(key).items().forEach(word -> texts.add(new NamedText("", word)));
        }
        for (Setting variable : container.get("env").items()) {
            texts.add(new NamedText(variable.get("name").peekText(), variable.get("value")));
            Setting from = variable.get("valueFrom", "configMapKeyRef");
            Manifest config =
                    configs.get(manifest.namespace() + "/" + from.get("name").peekText());
            if (config != null) {
                texts.add(new NamedText(
                        variable.get("name").peekText(),
                        config.setting().get("data").get(from.get("key").peekText())));
            }
        }
        List<String> whole = new ArrayList<>();
        container
                .get("envFrom")
                .items()
                .forEach(from -> whole.add(from.get("configMapRef", "name").peekText()));
        pod.get("volumes")
                .items()
                .forEach(from -> whole.add(from.get("configMap", "name").peekText()));
        for (String name : whole) {
            Manifest config = configs.get(manifest.namespace() + "/" + name);
            if (config != null) {
                config.setting().get("data").entries().forEach((key, value) -> texts.add(new NamedText(key, value)));
            }
        }
        return texts;
    }

    /** Marks variables and commands as passed over; they are not copied to the scenario. */
    void passOverTheRest() {
        container.passOver(List.of("env", "envFrom", "command", "args", "readinessProbe"));
    }

    /**
     * Named text.
     *
     * @param name name of a variable, or of an entry of a ConfigMap; empty for a word of a command
     * @param text setting with the text
     */
    record NamedText(String name, Setting text) {}
}
