package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.InfrastructureProduct;
import dev.brownout.importing.topology.ModelOptions;
import dev.brownout.importing.topology.ModelOptions.Option;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pods of one kind and their number: any object with {@code spec.template.spec.containers}, such as a Deployment or an
 * Argo Rollout, or a single Pod.
 */
final class Workload {
    /** Names and images of containers that stand beside the program of a pod. */
    private static final Pattern SIDECAR = Pattern.compile("(?i).*(istio-proxy|proxyv2|linkerd-proxy|linkerd2-proxy"
            + "|envoy-sidecar|queue-proxy|daprd|vault-agent|cloud-?sql-proxy|exporter|fluent-?bit|fluentd|filebeat"
            + "|promtail|otel|jaeger-agent|datadog|config-reloader|oauth2-proxy|kube-rbac-proxy).*");

    /** Resources with a number of GPUs or of other processors of models. */
    private static final Pattern GPU =
            Pattern.compile("(nvidia|amd|gpu\\.intel)\\.com/(gpu|mig-.*|i915|xe)|google\\.com/tpu|habana\\.ai/gaudi"
                    + "|aws\\.amazon\\.com/neuron.*");

    private final Manifest manifest;
    private final Setting template;
    private final Setting pod;
    private final Setting container;
    private final Optional<Product> product;

    /**
     * Creates a workload.
     *
     * @param owner object with the pod template; the same object, or the one that a Rollout references
     */
    Workload(Manifest manifest, Manifest owner) {
        this.manifest = manifest;
        this.template = template(owner);
        this.pod = template.get("spec");
        this.container = main();
        this.product = Product.ofImage(container.get("image").peekText());
    }

    /** Returns the pod template of an object: the object itself for a Pod. It may be absent. */
    static Setting template(Manifest manifest) {
        return switch (manifest.kind()) {
            case "Pod" -> manifest.setting();
            case "CronJob" -> manifest.spec().get("jobTemplate", "spec", "template");
            default -> manifest.spec().get("template");
        };
    }

    /** Returns whether an object has pods of its own. */
    static boolean hasPods(Manifest manifest) {
        return !template(manifest).get("spec", "containers").items().isEmpty();
    }

    private Setting main() {
        List<Setting> containers = pod.get("containers").items();
        String target = template.get("metadata", "annotations")
                .get("kubectl.kubernetes.io/default-container")
                .peekText();
        return containers.stream()
                .filter(each -> each.get("name").peekText().equals(target))
                .findFirst()
                .or(() -> containers.stream().filter(each -> !isSidecar(each)).findFirst())
                .or(() -> containers.stream().findFirst())
                .orElse(pod.get("containers"));
    }

    private static boolean isSidecar(Setting container) {
        return SIDECAR.matcher(container.get("name").peekText()).matches()
                || SIDECAR.matcher(container.get("image").peekText()).matches();
    }

    Manifest manifest() {
        return manifest;
    }

    /** Returns the pod template. */
    Setting template() {
        return template;
    }

    /** Returns the labels of the pods. */
    Map<String, String> labels() {
        return Manifest.texts(template.get("metadata", "labels"));
    }

    /** Returns whether the workload has at least one pod. */
    boolean runs() {
        return !manifest.spec().get("replicas").peekText().equals("0") && container.isMap();
    }

    /** Returns the number of pods; one if it is not set. */
    long replicas() {
        return (long)
                KubernetesQuantities.number(manifest.spec().get("replicas").peekText())
                        .orElse(1);
    }

    /** Returns the container of the program. */
    Setting container() {
        return container;
    }

    /** Returns all containers that run beside each other, with sidecars among the init containers. */
    List<Setting> containers() {
        List<Setting> all = new ArrayList<>(pod.get("containers").items());
        pod.get("initContainers").items().stream()
                .filter(each -> each.get("restartPolicy").peekText().equals("Always"))
                .forEach(all::add);
        return all;
    }

    Setting pod() {
        return pod;
    }

    /** Returns the command of the program and its arguments as one line. */
    String command() {
        return words().stream().map(Setting::peekText).collect(Collectors.joining(" "));
    }

    /** Returns whether the program has a probe in HTTP. */
    boolean hasHttpProbe() {
        return Stream.of("readinessProbe", "livenessProbe", "startupProbe")
                .anyMatch(probe -> container.get(probe, "httpGet").isPresent());
    }

    private List<Setting> words() {
        return Stream.of("command", "args")
                .map(container::get)
                .flatMap(each -> each.isList() ? each.items().stream() : Stream.of(each))
                .filter(Setting::isPresent)
                .toList();
    }

    /** Returns the product of the image; empty if it is unknown. */
    Optional<Product> product() {
        return product;
    }

    /**
     * Creates the system part of this workload.
     *
     * @param name name of the part
     */
    SystemPart part(String name) {
        Setting image = container.get("image");
        String reason = product.map(known -> "its image is " + known.text() + " (" + image.origin() + ")")
                .orElse(manifest.kind() + " (" + manifest.setting().get("kind").origin() + ")");
        return part(name, product, reason);
    }

    /** Creates the system part of this workload as that of a product, with the reason. */
    SystemPart part(String name, Optional<Product> product, String reason) {
        SystemPart part = SystemPart.of(
                name,
                product,
                reason,
                command(),
                container.firstPresent("args", "command").origin());
        part.setInfrastructure(
                InfrastructureProduct.ofImage(container.get("image").peekText()));
        if (part.isModel()) {
            ModelOptions.apply(part, product.orElseThrow(), options(), gpus());
        }
        machines(part);
        resources(part);
        return part;
    }

    /** Returns the options of the command and the variables. */
    private List<Option> options() {
        List<Option> options = new ArrayList<>(ModelOptions.ofCommand(words(), Setting::peekText));
        container
                .get("env")
                .items()
                .forEach(variable -> options.add(new Option(
                        variable.get("name").peekText(), variable.get("value").peekText(), variable.get("value"))));
        return options;
    }

    /** Returns the numbers of GPUs of a pod. */
    private List<Option> gpus() {
        return Stream.of("limits", "requests")
                .flatMap(key -> container.get("resources", key).entries().entrySet().stream())
                .filter(resource -> GPU.matcher(resource.getKey()).matches())
                .map(resource -> new Option("gpus", resource.getValue().peekText(), resource.getValue()))
                .toList();
    }

    private void machines(SystemPart part) {
        Setting setting = manifest.spec().get("replicas");
        if (manifest.kind().equals("DaemonSet")) {
            manifest.setting()
                    .get("kind")
                    .ignore(part.name() + " runs once on each node, and the number of nodes is unknown; here once");
            return;
        }
        long number = Manifest.integer(setting, 1);
        if (!setting.isPresent()
                || List.of(Role.SERVER, Role.BALANCER, Role.STORE).contains(part.role())
                || number == 1) {
            if (setting.isPresent()) {
                part.nodes(number, setting.origin());
            }
        } else if (part.role() == Role.DATABASE) {
            part.addSetting(
                    "replicas",
                    Long.toString(number - 1),
                    "a guess: one of " + number + " is the primary (" + setting.origin() + ")");
            part.addSetting("reads.from", "primary", "a guess");
        } else {
            setting.ignore(
                    part.name() + " runs " + number + " times, and the distribution of work between them is unknown");
        }
    }

    /**
     * Returns the number of processors that the program may use: its limit. Without a limit it uses the free processors
     * of its machine; here these are its request, and at least one.
     */
    OptionalDouble cpus() {
        Setting limit = container.get("resources", "limits", "cpu");
        Setting request = container.get("resources", "requests", "cpu");
        OptionalDouble number = KubernetesQuantities.number((limit.isPresent() ? limit : request).peekText());
        return limit.isPresent() || number.isEmpty() ? number : OptionalDouble.of(Math.max(1, number.getAsDouble()));
    }

    private void resources(SystemPart part) {
        Setting limit = container.get("resources", "limits", "cpu");
        Setting request = container.get("resources", "requests", "cpu");
        OptionalDouble cpus = cpus();
        if (cpus.isPresent() && cpus.getAsDouble() > 0) {
            Setting setting = limit.isPresent() ? limit : request;
            if (part.isModel()) {
                List.of(limit, request).forEach(each -> each.ignore("the CPUs of", part.name(), ModelOptions.HARDWARE));
                return;
            }
            setting.text();
            String from = setting.origin()
                    + (limit.isPresent() ? "" : ", a guess by a request: without a limit it uses what is free");
            if (!part.computesOn(cpus.getAsDouble(), from)) {
                setting.ignore("the CPUs of", part.name(), SystemPart.NO_CPUS);
            }
        }
    }
}
