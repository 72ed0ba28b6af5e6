package dev.brownout.importing.k8s;

import static dev.brownout.importing.k8s.ManifestText.deployment;
import static dev.brownout.importing.k8s.ManifestText.importResult;
import static dev.brownout.importing.k8s.ManifestText.leftOut;
import static dev.brownout.importing.k8s.ManifestText.open;
import static dev.brownout.importing.k8s.ManifestText.plainText;
import static dev.brownout.importing.k8s.ManifestText.service;
import static dev.brownout.importing.k8s.ManifestText.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Autoscalers of Kubernetes and KEDA, their metrics, limits and speed. */
class AutoscalersTest {
    private static final String CPU = ", resources: { requests: { cpu: 250m }, limits: { cpu: \"1\" } }";
    private static final String SIDECAR =
            "}, { name: istio-proxy, image: istio/proxyv2, resources: { requests: { cpu: 150m }, limits: { cpu: 2 } }";

    private static String shop(String container) {
        return deployment("shop", ", replicas: 2", container) + open("shop");
    }

    private static String autoscaler(String spec) {
        return "{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: shop }, spec: {"
                + " scaleTargetRef: { kind: Deployment, name: shop }, minReplicas: 4, maxReplicas: 20, " + spec
                + " } }\n";
    }

    private static String keda(String spec) {
        return "{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: k }, spec: { scaleTargetRef: {"
                + " name: shop }, " + spec + " } }\n";
    }

    /**
     * An amount of CPU refers to the limit of the program; a percentage to the requests of all containers. Of a limit
     * of 1 CPU, 500m are 50 %, and 50 % of the requests of 250m and 150m are 20 %.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Resource|resource: { name: cpu, target: { type: AverageValue, averageValue: 500m } }|cpu|50%",
                "Resource|resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } }|cpu|20%",
                "Resource|resource: { name: cpu, targetAverageUtilization: 50 }|cpu|20%",
                "Resource|resource: { name: cpu, targetAverageValue: 250m }|cpu|25%",
                "ContainerResource|containerResource: { name: cpu, container: main, target: { type: Utilization,"
                        + " averageUtilization: 80 } }|cpu|20%",
                "Pods|pods: { metric: { name: http_requests_per_second }, target: { type: AverageValue,"
                        + " averageValue: 100 } }"
                        + "|requests|100/s",
                "Pods|pods: { metricName: app_rps, targetAverageValue: 1k }|requests|1000/s",
                "Pods|pods: { metric: { name: http_in_flight }, target: { type: AverageValue, averageValue:"
                        + " 12 } }|in_flight|12",
                "External|external: { metric: { name: requests_per_sec }, target: { type: AverageValue,"
                        + " averageValue: 500m } }"
                        + "|requests|0.5/s"
            })
    void metricsOfTheLanguageAreTargets(String type, String body, String metric, String target) throws Exception {
        String text = shop(CPU + SIDECAR) + autoscaler("metrics: [{ type: " + type + ", " + body + " }]");
        assertThat(plainText(importResult(text)))
                .contains("nodes: 4 ", "metric: " + metric + " target: " + target + " min: 4 max: 20");
    }

    @Test
    void limitsStayWithoutMetric() throws Exception {
        String text = shop(CPU)
                + autoscaler("metrics: [{ type: Resource, resource: { name: memory, target: { type: Utilization,"
                        + " averageUtilization: 80 } } }, { type: Object, object: { metric: { name: rps },"
                        + " target: { type:"
                        + " Value, value: 100 } } }]");
        ImportResult result = importResult(text);
        assertThat(plainText(result)).contains("nodes: 4 ").doesNotContain("autoscale");
        assertThat(leftOut(result))
                .contains("the use of memory of shop, by which it is scaled", "its target is for all pods together")
                .contains("shop has 4 to 20 pods, by metrics that are left out; here 4 all the time");
    }

    /** Kubernetes: without a CPU request of every container the utilization is undefined. */
    @Test
    void utilizationWithoutRequestIsLeftOut() throws Exception {
        String text = shop(CPU + "}, { name: agent, image: example/agent")
                + autoscaler("metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization,"
                        + " averageUtilization: 50 } } }]");
        ImportResult result = importResult(text);
        assertThat(plainText(result)).contains("nodes: 4 ").doesNotContain("autoscale");
        assertThat(leftOut(result)).contains("without one Kubernetes does not scale by it");
    }

    @Test
    void firstMetricIsCpuAndTheOthersAreListed() throws Exception {
        String text = shop(CPU)
                + autoscaler("metrics: [{ type: Pods, pods: { metric: { name: rps }, target: { type: AverageValue,"
                        + " averageValue: 9 } } }, { type: Resource, resource: { name: cpu, target: { type:"
                        + " AverageValue,"
                        + " averageValue: 600m } } }]")
                + "---\n" + keda("minReplicaCount: 1, triggers: [{ type: kafka, metadata: { lagThreshold: '5' } }]");
        ImportResult result = importResult(text);
        assertThat(plainText(result)).contains("metric: cpu target: 60%");
        assertThat(leftOut(result))
                .contains("a further metric of the autoscaler of shop")
                .contains("a second autoscaler of shop, by kafka; here the first one");
    }

    /** Two pods are fewer than half of four or more pods, so the smaller policy is that of the pods. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selectPolicy: Min, policies: [{ type: Pods, value: 2, periodSeconds: 30 }, { type: Percent, value: 50,"
                        + " periodSeconds: 30 }]|share: 0% nodes: 2 every: 30s",
                "selectPolicy: Min, policies: [{ type: Pods, value: 20, periodSeconds: 30 }, { type:"
                        + " Percent, value: 10,"
                        + " periodSeconds: 30 }]|share: 10% nodes: 0 every: 30s",
                "policies: [{ type: Pods, value: 3, periodSeconds: 60 }, { type: Percent, value: 50,"
                        + " periodSeconds: 60 }]"
                        + "|share: 50% nodes: 3 every: 60s",
                "policies: [{ type: Percent, value: 900, periodSeconds: 60 }]|share: 900% nodes: 0 every: 60s",
                "policies: [{ type: Percent, value: 101, periodSeconds: 15 }, { type: Pods, value: 7,"
                        + " periodSeconds: 15 }]|share: 101% nodes: 7 every: 15s",
                "selectPolicy: Disabled|share: 0% nodes: 0"
            })
    void policiesAreKept(String up, String expected) throws Exception {
        String text = shop(CPU)
                + autoscaler("metrics: [{ type: Resource, resource: { name: cpu, target: { averageValue: 500m } } }],"
                        + " behavior: { scaleUp: { " + up
                        + " }, scaleDown: { stabilizationWindowSeconds: 600, policies:"
                        + " [{ type: Percent, value: 10, periodSeconds: 60 }] } }");
        assertThat(plainText(importResult(text)))
                .contains("down_window: 600s", "up_policy: " + expected, "down_policy: share: 10% nodes: 0 every: 60s");
    }

    @Test
    void noMoreThanAllPodsAreRemoved() throws Exception {
        String text = shop(CPU)
                + autoscaler("metrics: [{ type: Resource, resource: { name: cpu, target: { averageValue: 500m } } }],"
                        + " behavior: { scaleDown: { policies: [{ type: Percent, value: 900, periodSeconds: 60 }] } }");
        assertThat(plainText(importResult(text))).contains("down_policy: share: 100% nodes: 0 every: 60s");
    }

    @Test
    void policiesOfSeveralPeriodsAreListed() throws Exception {
        String text = shop(CPU)
                + autoscaler("metrics: [{ type: Resource, resource: { name: cpu, target: { averageValue: 500m } } }],"
                        + " behavior: { scaleUp: { stabilizationWindowSeconds: 60, policies: [{ type: Pods, value: 2,"
                        + " periodSeconds: 30 }, { type: Percent, value: 50, periodSeconds: 90 }] } }");
        ImportResult result = importResult(text);
        assertThat(plainText(result)).contains("up_policy: share: 0% nodes: 2 every: 30s");
        assertThat(leftOut(result))
                .contains("policies with several periods; here one of them")
                .contains("a stabilization window of shop before it scales up");
    }

    @Test
    void kedaScalesByItsTriggers() throws Exception {
        String queue = service("mq", "") + deployment("mq", "", "").replace("example/mq", "rabbitmq:3");
        String front = open("front") + deployment("front", "", variable("Q", "amqp://mq"));
        String worker = deployment("shop", "", CPU + variable("Q", "amqp://mq"));
        String rabbit = keda("minReplicaCount: 2, maxReplicaCount: 30, triggers: [{ type: rabbitmq, metadata: { mode:"
                + " QueueLength, value: '50' } }]");
        assertThat(plainText(importResult(queue + front + worker + rabbit)))
                .contains("nodes: 2 ", "metric: queue_depth target: 50 min: 2 max: 30", "consumes: queue: mq");
        String cpu = keda("triggers: [{ type: cpu, metricType: Utilization, metadata: { value: '60' } }]");
        assertThat(plainText(importResult(shop(CPU) + cpu))).contains("metric: cpu target: 15% min: 1 max: 100");
        String rate = keda("minReplicaCount: 3, maxReplicaCount: 6, triggers: [{ type: prometheus, metadata: { query:"
                + " 'sum(rate(http_requests_total{app=\"shop\"}[1m]))', threshold: '40' } }]");
        assertThat(plainText(importResult(shop(CPU) + rate))).contains("metric: requests target: 40/s min: 3 max: 6");
        ImportResult none = importResult(shop(CPU)
                + keda("minReplicaCount: 3, maxReplicaCount: 6, triggers: [{ type: cron, metadata:"
                        + " { timezone: UTC } }]"));
        assertThat(plainText(none)).contains("nodes: 3 ").doesNotContain("autoscale");
        assertThat(leftOut(none)).contains("a trigger by which shop is scaled", "shop has 3 to 6 pods");
    }

    @Test
    void otherAutoscalersAndBudgetsAreListed() throws Exception {
        String text = shop(CPU)
                + "{ kind: VerticalPodAutoscaler, metadata: { name: v }, spec: { targetRef: { name: shop } } }\n---\n"
                + "{ kind: PodDisruptionBudget, metadata: { name: p }, spec: { minAvailable: 1 } }\n";
        assertThat(leftOut(importResult(text)))
                .contains("VerticalPodAutoscaler v", "the number of pods that may be evicted")
                .doesNotContain("not parsed");
        String selected =
                text.replace("minAvailable: 1", "maxUnavailable: 25%, selector: { matchLabels: { app: shop } }");
        assertThat(plainText(importResult(selected))).contains("disruption_budget: max_unavailable: 25%");
        assertThat(leftOut(importResult(selected))).doesNotContain("evicted", "not parsed");
    }

    /** A trigger by messages makes its part a consumer, also if the broker is in none of the files. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: rabbitmq, metadata: { queueName: mails, queueLength: '5' }"
                        + "|target: 5|mails: kind: queue redelivery: at-once",
                "type: kafka, metadata: { topic: mails, lagThreshold: '9' }"
                        + "|target: 9|mails: kind: topic profile: kafka partitions: 30",
                "type: aws-sqs-queue, metadata: { queueURL: 'https://sqs.eu.amazonaws.com/1/mails', queueLength: '7' }"
                        + "|target: 7|mails: kind: queue requests:",
                "type: redis, metadata: { listName: mails, listLength: '3' }"
                        + "|target: 3|mails: kind: queue send: 10us durable: false",
                "type: azure-queue, metadata: { queueLength: '4' }|target: 4|shop-queue: kind: queue"
            })
    void partConsumesTheQueueOfItsTrigger(String trigger, String target, String queue) throws Exception {
        ImportResult result = importResult(
                deployment("shop", "", CPU) + keda("maxReplicaCount: 30, triggers: [{ " + trigger + " }]"));
        String name = queue.substring(0, queue.indexOf(':'));
        assertThat(plainText(result))
                .contains(queue, "consumes: queue: " + name, "metric: queue_depth " + target + " min: 1 max: 30")
                .contains("requests: request: steps: - publish: " + name);
        assertThat(leftOut(result)).doesNotContain("consumes no queue", "the entry point of users");
    }

    /** A workload with an address of the same broker publishes, if it is the broker of one queue. */
    @Test
    void partsWithAnAddressOfTheBrokerOutsidePublish() throws Exception {
        String trigger = "triggers: [{ type: rabbitmq, metadata: { queueName: %s, value: '5' } }]";
        String mails = deployment("shop", "", CPU + variable("MQ", "amqp://mq.far:5672"))
                + keda(String.format(trigger, "mails")) + "---\n";
        String front = open("front") + deployment("front", "", variable("AMQP_URL", "amqp://mq.far"));
        ImportResult one = importResult(mails + front);
        assertThat(plainText(one)).contains("- front-lb - front - publish: mails", "consumes: queue: mails");
        assertThat(leftOut(one)).doesNotContain("mq.far");
        String bills = deployment("bills", "", CPU + variable("MQ", "amqp://mq.far"))
                + keda(String.format(trigger, "bills")).replace("name: shop", "name: bills");
        ImportResult two = importResult(mails + front + bills);
        assertThat(plainText(two)).contains("- publish: mails", "- publish: bills-queue");
        assertThat(leftOut(two)).contains("messages to one of mails, bills-queue of front: they have one broker");
    }

    /** A broker of the files is the queue. A part that others call does not consume here. */
    @Test
    void queuesOfTheFilesAreConsumed() throws Exception {
        String redis = service("r", "") + deployment("r", "", "").replace("example/r", "redis:7");
        String worker = deployment("shop", "", CPU + variable("REDIS_URL", "redis://r"))
                + keda("triggers: [{ type: redis, metadata: { listName: mails, listLength: '3' } }]") + "---\n";
        String front = open("front") + deployment("front", "", variable("REDIS_URL", "redis://r"));
        assertThat(plainText(importResult(redis + worker + front)))
                .contains("r: kind: queue", "consumes: queue: r", "metric: queue_depth target: 3", "- publish: r")
                .doesNotContain("mails");
        String kafka = redis.replace("redis:7", "apache/kafka:4");
        String reader = (worker + front).replace("redis://r", "r:9092").replace("type: redis", "type: kafka");
        assertThat(plainText(importResult(kafka + reader.replace("listLength", "lagThreshold"))))
                .contains("r: kind: topic", "consumes: queue: r", "metric: queue_depth target: 3");
        assertThat(leftOut(importResult(shop(CPU) + keda("triggers: [{ type: rabbitmq, metadata: { value: '5' } }]"))))
                .contains("the messages by which shop is scaled: other parts call it");
    }

    /** The queue and the KV cache of a model server are metrics of the language; those of another program are not. */
    @ParameterizedTest
    @CsvSource({
        "vllm:num_requests_waiting, 12, metric: queue_depth target: 12",
        "vllm:num_requests_running, 40, metric: in_flight target: 40",
        "vllm:gpu_cache_usage_perc, 0.7, metric: kv_usage target: 70%"
    })
    void metricsOfModelServersAreTargets(String name, String target, String expected) throws Exception {
        String model = shop(CPU).replace("example/shop", "vllm/vllm-openai")
                + keda("maxReplicaCount: 9, triggers: [{ type: prometheus, metadata: { query: 'sum(" + name
                        + ")', threshold: '" + target + "' } }]");
        assertThat(plainText(importResult(model))).contains("kind: inference", expected + " min: 1 max: 9");
        if (!name.endsWith("running")) {
            assertThat(leftOut(importResult(model.replace("vllm/vllm-openai", "example/shop"))))
                    .contains("of software that a scenario does not have");
        }
    }
}
