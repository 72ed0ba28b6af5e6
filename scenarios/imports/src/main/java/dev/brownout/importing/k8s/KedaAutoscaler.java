package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Product;
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
    private static final long MOST_PARTITIONS = 1000;

    private static final Map<String, QueueTrigger> QUEUES = new TreeMap<>();

    static {
        put("kafka", Product.KAFKA, "topic", "lagThreshold");
        put("apache-kafka", Product.KAFKA, "topic", "lagThreshold");
        put("rabbitmq", Product.RABBITMQ, "queueName", "value", "queueLength");
        put("redis", Product.REDIS_QUEUE, "listName", "listLength");
        put("aws-sqs-queue", null, "queueURL", "queueLength");
        put("azure-queue", null, "queueName", "queueLength");
        put("azure-servicebus", null, "queueName", "messageCount");
        put("gcp-pubsub", null, "subscriptionName", "value", "subscriptionSize");
        put("nats-jetstream", Product.NATS, "stream", "lagThreshold");
        put("activemq", Product.ACTIVEMQ, "destinationName", "targetQueueSize");
        put("pulsar", Product.PULSAR, "topic", "msgBacklogThreshold");
    }

    private final Manifest manifest;
    private final SystemPart part;
    private final Workload workload;
    private final ImportedCluster cluster;

    /**
     * Trigger by the length of a queue.
     *
     * @param product product of the queue; null for a service of a cloud
     * @param name key of the name of the queue
     * @param lengths keys of the length of the queue for each replica
     */
    private record QueueTrigger(Product product, String name, List<String> lengths) {}

    KedaAutoscaler(Manifest manifest, SystemPart part, Workload workload, ImportedCluster cluster) {
        this.manifest = manifest;
        this.part = part;
        this.workload = workload;
        this.cluster = cluster;
    }

    private static void put(String type, Product product, String name, String... lengths) {
        QUEUES.put(type, new QueueTrigger(product, name, List.of(lengths)));
    }

    /** Returns whether a trigger is the length of a queue of jobs in Redis. */
    static boolean isRedisQueue(Setting trigger) {
        QueueTrigger queue = QUEUES.get(trigger.get("type").peekText());
        return queue != null && queue.product() == Product.REDIS_QUEUE;
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

    /** Returns whether the part knows a queue of the files. */
    private boolean consumes() {
        return cluster.parts().stream()
                .anyMatch(
                        other -> other.role().carriesMessages() && part.calls().containsKey(other.name()));
    }

    /** Makes the part a consumer of a queue outside of the files, which its trigger names. */
    private void consume(QueueTrigger queue, Setting name, Setting trigger) {
        String text = name.peekText().substring(name.peekText().lastIndexOf('/') + 1);
        String origin = (name.isPresent() ? name : trigger).origin();
        SystemPart broker = cluster.outsideQueue(
                text.isEmpty() ? part.name() + "-queue" : text, Optional.ofNullable(queue.product()), origin);
        if (broker.role() == Role.TOPIC) {
            broker.addSetting(
                    "partitions",
                    Long.toString(Math.min(
                            MOST_PARTITIONS, Manifest.integer(manifest.spec().get("maxReplicaCount"), 1))),
                    "a guess: one for each pod, as KEDA starts no pod without a partition");
        }
        part.calls(broker.name(), "a trigger of its autoscaler (" + trigger.origin() + ")");
        name.text();
    }

    private Optional<AutoscalerTarget> queue(Setting trigger, Setting metadata, String type) {
        QueueTrigger queue = QUEUES.get(type);
        Setting length = metadata.firstPresent(queue.lengths().toArray(String[]::new));
        OptionalDouble number = KubernetesQuantities.number(length.peekText());
        boolean isCalled =
                cluster.all().stream().anyMatch(other -> other.calls().containsKey(part.name()));
        if (!isCalled && !consumes()) {
            consume(queue, metadata.get(queue.name()), trigger);
        }
        if (isCalled || number.isEmpty() || number.getAsDouble() < 1) {
            trigger.ignore("the messages by which " + part.name() + " is scaled: "
                    + (isCalled ? "other parts call it, so here it consumes no queue" : "their number is not set"));
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
