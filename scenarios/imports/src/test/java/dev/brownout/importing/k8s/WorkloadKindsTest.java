package dev.brownout.importing.k8s;

import static dev.brownout.importing.k8s.ManifestText.deployment;
import static dev.brownout.importing.k8s.ManifestText.importResult;
import static dev.brownout.importing.k8s.ManifestText.leftOut;
import static dev.brownout.importing.k8s.ManifestText.open;
import static dev.brownout.importing.k8s.ManifestText.plainText;
import static dev.brownout.importing.k8s.ManifestText.service;
import static dev.brownout.importing.k8s.ManifestText.variable;
import static dev.brownout.importing.k8s.ManifestText.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of objects with pods, the settings of pods, and the forms of files. */
class WorkloadKindsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "argoproj.io/v1alpha1, kind: Rollout",
                "apps.openshift.io/v1, kind: DeploymentConfig",
                "apps/v1, kind: StatefulSet",
                "apps/v1, kind: ReplicaSet",
                "v1, kind: ReplicationController",
                "apps.kruise.io/v1alpha1, kind: CloneSet",
                "example.org/v1, kind: Fleet"
            })
    void objectsWithPodTemplatesAreWorkloads(String kind) throws Exception {
        String text = workload(kind, "shop", ", replicas: 5", ", resources: { limits: { cpu: 500m } }") + open("shop");
        assertThat(plainText(importResult(text)))
                .contains("shop: kind: server nodes: 5 cores: 1", "shop-lb: kind: load-balancer", "- shop-lb - shop");
    }

    @Test
    void stepsOfCanaryAreListedWithTheFaultThatDeploys() throws Exception {
        String canary = ", replicas: 10, strategy: { canary: { steps: [{ setWeight: 20 }, { pause: { duration: 1m } },"
                + " { setWeight: 60 }, { pause: {} }] } }";
        assertThat(leftOut(importResult(
                        workload("argoproj.io/v1alpha1, kind: Rollout", "shop", canary, "") + open("shop"))))
                .contains("the canary of shop, with the steps 20 %, a pause of 60s, 60 %, a pause until it is"
                        + " continued by"
                        + " hand: no deployment is in the files; 'at 1m: deploy shop v2 by 2 every"
                        + " 1m' begins in this way");
        String blueGreen = ", replicas: 3, strategy: { blueGreen: { activeService: shop, previewService: next } }";
        assertThat(leftOut(importResult(
                        workload("argoproj.io/v1alpha1, kind: Rollout", "shop", blueGreen, "") + open("shop"))))
                .contains("the blue-green rollout of shop", "'at 1m: deploy shop v2 by 3 every 1m surge=true'");
    }

    @Test
    void rolloutTakesThePodsOfTheReferencedDeployment() throws Exception {
        String text = open("shop") + deployment("shop", ", replicas: 0", "")
                + "{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: shop-rollout },"
                + " spec: { replicas: 4,"
                + " workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop } } }\n";
        assertThat(plainText(importResult(text))).contains("shop-rollout: kind: server nodes: 4");
    }

    /** The limits are those of the fault, which rounds them as Kubernetes does. */
    @ParameterizedTest
    @CsvSource({
        "'maxSurge: 25%, maxUnavailable: 0',max_surge=25% max_unavailable=0",
        "'maxSurge: 0, maxUnavailable: 2',max_surge=0 max_unavailable=2",
        "'',max_surge=25% max_unavailable=25%"
    })
    void rollingUpdateIsListedAsFault(String rolling, String fault) throws Exception {
        String spec = ", replicas: 10, strategy: { type: RollingUpdate, rollingUpdate: { " + rolling + " } }";
        assertThat(leftOut(importResult(deployment("shop", spec, "") + open("shop"))))
                .contains("'at 1m: deploy shop v2 " + fault + "' deploys in this way");
    }

    @Test
    void knativeServiceIsEntryPointWithAutoscaler() throws Exception {
        String text = """
                apiVersion: serving.knative.dev/v1
                kind: Service
                metadata: { name: hello }
                spec:
                  template:
                    metadata:
                      annotations: { autoscaling.knative.dev/minScale: "2", autoscaling.knative.dev/max-scale: "9" }
                    spec:
                      containerConcurrency: 20
                      containers: [{ image: example/hello }]
                """;
        assertThat(plainText(importResult(text)))
                .contains(
                        "nodes: 2 ",
                        "workers: 20 queue: 200",
                        "metric: in_flight target: 14 min: 2 max: 9",
                        "- hello-lb - hello");
        String rates = text.replace("minScale: \"2\"", "metric: rps, autoscaling.knative.dev/target: \"100\"")
                .replace("containerConcurrency: 20", "timeoutSeconds: 5");
        assertThat(plainText(importResult(rates))).contains("metric: requests target: 70/s min: 1", "timeout: 5s");
    }

    @Test
    void settingsOfPodsAreUsedOrListed() throws Exception {
        String pod = deployment(
                        "shop",
                        ", replicas: 2, minReadySeconds: 9",
                        ", readinessProbe: { httpGet: { path: / }, initialDelaySeconds: 7, periodSeconds: 4,"
                                + " failureThreshold: 5 }, livenessProbe: { tcpSocket: { port: 1 } },"
                                + " startupProbe: { exec: { command: [x] } },"
                                + " lifecycle: { preStop: { exec: { command: [sleep, '5'] } } },"
                                + " resources: { limits: { memory: 1Gi } }")
                .replace(
                        "spec: { containers",
                        "spec: { terminationGracePeriodSeconds: 60, nodeSelector: { a: b }, priorityClassName: high,"
                                + " topologySpreadConstraints: [{ maxSkew: 1 }], initContainers: [{ name: i"
                                + " }], containers");
        ImportResult result = importResult(pod + open("shop"));
        assertThat(plainText(result))
                .contains("every: 4s", "fall: 5")
                .contains("grace: 60s", "pre_stop: 5s", "readiness: delay: 7s period: 4s successes: 1");
        assertThat(leftOut(result))
                .contains("minReadySeconds of shop")
                .contains("a failed livenessProbe of shop", "the startupProbe of shop")
                .contains("the time until callers of shop learn that a pod stops", "the memory limit of shop")
                .contains("nodeSelector of shop", "topologySpreadConstraints of shop", "priorityClassName of shop")
                .contains("init containers of shop")
                .doesNotContain("not parsed");
    }

    /** Hooks that sleep are imported in each notation; other hooks are listed. */
    @ParameterizedTest
    @CsvSource({
        "sleep: { seconds: 12 },pre_stop: 12s",
        "'exec: { command: [/bin/sleep, \"15\"] }',pre_stop: 15s",
        "'exec: { command: [sh, -c, sleep 1m && nginx -s quit] }',pre_stop: 1m",
        "'exec: { command: [nginx, -s, quit] }',",
        "'httpGet: { path: /stop, port: 80 }',"
    })
    void sleepsOfHooksAreImported(String hook, String expected) throws Exception {
        ImportResult result = importResult(
                deployment("shop", ", replicas: 2", ", lifecycle: { preStop: { " + hook + " } }") + open("shop"));
        if (expected == null) {
            assertThat(plainText(result)).doesNotContain("pre_stop");
            assertThat(leftOut(result)).contains("the preStop hook of shop");
        } else {
            assertThat(plainText(result)).contains(expected);
        }
    }

    /** A request is no limit: without one, a pod uses the free processors of its machine. */
    @ParameterizedTest
    @CsvSource({
        "requests: { cpu: 10m },cores: 1 service: lognormal(p50=8ms p99=40ms)",
        "requests: { cpu: 2500m },cores: 3",
        "limits: { cpu: 500m },cores: 1 service: lognormal(p50=16ms p99=80ms)"
    })
    void requestsAreNoLimits(String resources, String cores) throws Exception {
        String text =
                plainText(importResult(deployment("shop", "", ", resources: { " + resources + " }") + open("shop")));
        assertThat(text).contains(cores);
        assertThat(text.contains("network: timeout: 10s")).isEqualTo(!resources.contains("10m"));
    }

    @Test
    void outputOfHelmIsRead() throws Exception {
        String text = "NAME: x\nLAST DEPLOYED: now\nHOOKS:\n---\nkind: {\nMANIFEST:\n---\n# Source: x/a.yaml\n"
                + deployment("shop", ", replicas: 3", "") + "# Source: x/empty.yaml\n---\nnull\n---\n" + open("shop")
                + "{ apiVersion: v1, kind: Pod, metadata: { name: test, annotations: { helm.sh/hook: test } },"
                + " spec: { containers: [{ name: t, image: busybox, args: ['http://shop'] }] } }\n"
                + "NOTES:\n1. Get the URL: {{ x }}\n";
        ImportResult result = importResult(text);
        assertThat(plainText(result)).contains("nodes: 3").doesNotContain("to-test");
        assertThat(leftOut(result))
                .contains(
                        "test is a hook of Helm", "the notes of a Helm chart", "the text of Helm before the manifests");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{{- if .Values.on }}\nkind: Service\n{{- end }}\n'|helm template CHART",
                "'kind: Service\nmetadata: { name: \"{{ .Release.Name }}\" }\n'|helm template CHART",
                "'kind: Service\nspec:\n  replicas: {{ .Values.n }}\n'|helm template CHART",
                "'apiVersion: v2\nname: shop\nversion: 1.0.0\n'|helm template CHART",
                "'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:"
                        + " [a.yaml]\n'|kubectl kustomize",
                "'kind: Service\nmetadata: { name: a }\n'|no object has pods",
                "'kind: Tenant\nmetadata: { name: a }\n'|there are 1 Tenant"
            })
    void otherFilesAreRefusedWithAdvice(String text, String advice) {
        assertThatThrownBy(() -> importResult(text))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void emptySettingsAreParsed() throws Exception {
        String text = deployment("shop", ", strategy: {}", ", resources: {}, securityContext: {}")
                .replace("spec: { containers", "spec: { nodeSelector: {}, affinity: {}, containers")
                .replace("metadata: { labels", "metadata: { annotations: {}, labels");
        assertThat(leftOut(importResult(text + open("shop")))).doesNotContain("not parsed", "nodeSelector");
    }

    @Test
    void everyObjectIsUsedOrListed() throws Exception {
        String text = deployment("shop", "", "") + open("shop")
                + "{ kind: Role, metadata: { name: a } }\n---\n{ kind: Role, metadata: { name: b } }\n---\n"
                + "{ kind: EnvoyFilter, metadata: { name: e }, spec: { a: 1 } }\n---\n"
                + "{ kind: Wormhole, metadata: { name: w }, spec: { a: 1, b: 2 } }\n";
        assertThat(leftOut(importResult(text)))
                .contains("objects with no effect on load and time: 2 Role")
                .contains("EnvoyFilter e: patches of the configuration of Envoy are not imported")
                .contains("objects of unknown kinds, which are not read: 1 Wormhole", "not parsed: f.yaml:");
    }

    /** Redis is a queue if the address of a caller, or the command of a worker, says so. */
    @ParameterizedTest
    @CsvSource({
        "data, CELERY_BROKER_URL, ''",
        "data, BULL_REDIS_URL, ''",
        "data, REDIS_URL, ', command: [celery, -A, shop, worker]'",
        "redis-queue, REDIS_URL, ''"
    })
    void redisWithJobsIsAQueue(String name, String variable, String command) throws Exception {
        String address = variable(variable, "redis://" + name + ":6379");
        String redis = deployment(name, "", "").replace("example/" + name, "redis:7, args: [--appendonly, 'yes']");
        ImportResult imported = importResult(redis
                + service(name, "")
                + open("shop")
                + deployment("shop", "", address)
                + deployment("tasks", "", address + command));
        assertThat(plainText(imported))
                .contains(name + ": kind: queue", "durable: true", "consumes: queue: " + name, "publish: " + name)
                .doesNotContain("kind: cache");
    }

    /** The GPUs of a pod are those of a replica; a lower parallelism, and the CPU by which it is scaled, are listed. */
    @Test
    void modelServerIsAnInference() throws Exception {
        String pod = deployment(
                        "llm",
                        ", replicas: 2",
                        ", resources: { limits: { nvidia.com/gpu: 4, cpu: 8 }, requests: { nvidia.com/gpu: 4 } },"
                                + " args: [--tensor-parallel-size=2, --max-num-seqs, '3000', --max-model-len=200000],"
                                + " readinessProbe: { httpGet: { path: / }, periodSeconds: 5 }")
                .replace("example/llm", "vllm/vllm-openai:v0.27.1");
        String scaled = "{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: llm }, spec:"
                + " { maxReplicas: 9, scaleTargetRef: { kind: Deployment, name: llm }, metrics: [{ type: Resource,"
                + " resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }] } }\n";
        ImportResult imported = importResult(open("llm") + pod + scaled);
        assertThat(plainText(imported))
                .contains("llm: kind: inference nodes: 2", "gpus: 4 max_sequences: 3000 context: 200000")
                .contains("batch_tokens: 3000 kv_tokens: 200000", "- llm-lb - llm")
                .doesNotContain("autoscale");
        assertThat(leftOut(imported))
                .contains("the option --tensor-parallel-size of llm: here 'gpus' is that of another setting")
                .contains("the use of CPU by which llm is scaled: here a model server has no cores")
                .doesNotContain("devices and other resources");
        assertThat(leftOut(importResult(open("llm") + pod.replace("vllm/vllm-openai:v0.27.1", "a/b"))))
                .contains("devices and other resources of llm: a node here has CPU only");
    }
}
