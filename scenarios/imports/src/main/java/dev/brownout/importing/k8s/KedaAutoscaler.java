package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * ScaledObject of KEDA, which creates a HorizontalPodAutoscaler with the metrics of its triggers.
 *
 * @see <a href="https://keda.sh/docs/latest/reference/scaledobject-spec/">KEDA, ScaledObject specification: 0 to 100
 *     replicas by default</a>
 */
final class KedaAutoscaler {
    private static final long DEFAULT_MOST = 100;

    /** Keys of the length of a queue for each replica, by the type of the trigger. */
    private static final Map<String, List<String>> QUEUES = new TreeMap<>(Map.ofEntries(
            Map.entry("kafka", List.of("lagThreshold")),
            Map.entry("apache-kafka", List.of("lagThreshold")),
            Map.entry("rabbitmq", List.of("value", "queueLength")),
            Map.entry("aws-sqs-queue", List.of("queueLength")),
            Map.entry("azure-queue", List.of("queueLength")),
            Map.entry("azure-servicebus", List.of("messageCount")),
            Map.entry("gcp-pubsub", List.of("value", "subscriptionSize")),
            Map.entry("nats-jetstream", List.of("lagThreshold")),
            Map.entry("activemq", List.of("targetQueueSize")),
            Map.entry("pulsar", List.of("msgBacklogThreshold"))));

    private final Manifest manifest;
    private final SystemPart part;
    private final Workload workload;
    private final boolean consumes;

    /**
     * Creates an autoscaler.
     *
     * @param consumes whether the part consumes a queue of the files
     */
    KedaAutoscaler(Manifest manifest, SystemPart part, Workload workload, boolean consumes) {
        this.manifest = manifest;
        this.part = part;
        this.workload = workload;
        this.consumes = consumes;
    }

    /** Adds the autoscaler to its part, or the reasons why it is left out. */
    void apply() {
        Setting spec = manifest.spec();
        spec.get("scaleTargetRef").markIgnored();
        AutoscaledNodes nodes = new AutoscaledNodes(
                part,
                spec.get("minReplicaCount"),
                spec.get("maxReplicaCount"),
                0,
                DEFAULT_MOST,
                manifest.setting().get("kind"));
        if (part.role() != Role.SERVER || nodes.isAutoscaled()) {
            spec.ignore(
                    nodes.isAutoscaled()
                            ? "a second autoscaler of " + part.name() + ", by " + types(spec) + "; here the first one"
                            : "an autoscaler of " + part.name() + ", which is not a server here");
            return;
        }
        List<AutoscalerTarget> targets = new ArrayList<>();
        for (Setting trigger : spec.get("triggers").items()) {
            Optional<AutoscalerTarget> target = target(trigger);
            target.ifPresent(found -> {
                trigger.markIgnored();
                targets.add(found);
            });
        }
        if (targets.isEmpty()) {
            nodes.keepLimits();
        } else {
            nodes.apply(targets.get(0), workload);
            new ScalingBehavior(part, spec.get("advanced", "horizontalPodAutoscalerConfig", "behavior")).apply();
            targets.stream()
                    .skip(1)
                    .forEach(other -> other.setting()
                            .ignore("a further trigger of the autoscaler of " + part.name()
                                    + "; here it is one metric"));
        }
        for (String key : List.of("pollingInterval", "cooldownPeriod", "initialCooldownPeriod", "idleReplicaCount")) {
            spec.get(key).ignore(key + " of " + part.name() + ", for scaling from and to zero: here at least one node");
        }
        spec.get("fallback").ignore("the number of pods of " + part.name() + " while its metric is unavailable");
        spec.markIgnored(List.of("envSourceContainerName"));
        spec.get("advanced").ignore("further settings of the autoscaler of " + part.name());
    }

    private static String types(Setting spec) {
        return spec.get("triggers").items().stream()
                .map(trigger -> trigger.get("type").peekText())
                .collect(Collectors.joining(", "));
    }

    private Optional<AutoscalerTarget> target(Setting trigger) {
        String type = trigger.get("type").peekText();
        Setting metadata = trigger.get("metadata");
        AutoscalerMetrics metrics = new AutoscalerMetrics(part, workload);
        if (type.equals("cpu")) {
            boolean amount =
                    (trigger.get("metricType").peekText() + metadata.get("type").peekText()).contains("Value");
            return amount
                    ? metrics.amount(trigger, metadata.get("value"))
                    : metrics.utilization(trigger, metadata.get("value"), false);
        }
        if (QUEUES.containsKey(type) && !metadata.get("mode").peekText().equals("MessageRate")) {
            return queue(trigger, metadata, type);
        }
        Setting threshold = metadata.get("threshold");
        Optional<AutoscalerTarget> target = type.equals("prometheus")
                ? metrics.perNode(trigger, metadata.get("query").peekText(), threshold)
                        .or(() -> metrics.perNode(
                                trigger, metadata.get("metricName").peekText(), threshold))
                : Optional.empty();
        if (target.isEmpty()) {
            trigger.ignore(
                    "a trigger by which " + part.name() + " is scaled, of software that a scenario does not have");
        }
        return target;
    }

    private Optional<AutoscalerTarget> queue(Setting trigger, Setting metadata, String type) {
        Setting length = metadata.firstPresent(QUEUES.get(type).toArray(String[]::new));
        OptionalDouble number = KubernetesQuantities.number(length.peekText());
        if (!consumes || number.isEmpty() || number.getAsDouble() < 1) {
            trigger.ignore("the messages by which " + part.name() + " is scaled: "
                    + (consumes ? "their number is not set" : "in these files it consumes no queue"));
            return Optional.empty();
        }
        length.text();
        return Optional.of(new AutoscalerTarget(
                "queue_depth",
                Long.toString((long) number.getAsDouble()),
                "origin: " + length.origin() + ", waiting messages for each pod",
                trigger));
    }
}
