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
import org.junit.jupiter.params.provider.ValueSource;

/** Calls between workloads, as their texts name them, and workloads that no other one calls. */
class LoadSourcesTest {
    private static final String FRONT = open("front") + deployment("front", "", "");
    private static final String MQ =
            service("mq", "") + deployment("mq", "", "").replace("example/mq", "rabbitmq:3");

    @Test
    void callerWithoutServiceStartsRequests() throws Exception {
        ImportResult result = importResult(FRONT
                + MQ
                + service("orders", "")
                + deployment("orders", "", variable("QUEUE", "amqp://mq:5672"))
                + deployment("robot", "", variable("ORDERS_URL", "http://orders:3000/")));
        assertThat(plainText(result))
                .contains("to-robot: share: 50% steps: - robot - call: orders/serve", "steps: - publish: mq")
                .doesNotContain("to-orders");
        assertThat(result.scenario()).contains("a guess: it has no callers and calls orders");
        assertThat(leftOut(result)).doesNotContain("no caller is known");
    }

    /** The only publisher may be a robot; the other workload that names the queue consumes it. */
    @Test
    void workloadsAroundQueuePublishAndConsume() throws Exception {
        String robot = deployment("robot", "", variable("BROKER", "mq:5672"));
        String worker = deployment("worker", "", variable("BROKER", "mq:5672"));
        for (String both : new String[] {robot + worker, worker + robot}) {
            ImportResult result = importResult(FRONT + MQ + both);
            assertThat(plainText(result)).contains("steps: - robot - publish: mq", "consumes: queue: mq");
        }
    }

    /** A consumer of a queue may also serve calls, here of a robot. */
    @Test
    void calledConsumerHasItsStepsTwice() throws Exception {
        String maker = service("maker", "")
                + deployment(
                        "maker",
                        "",
                        ", env: [{ name: Q, value: \"amqp://mq\" }, { name: D, value: \"postgres://rows/x\" }]");
        ImportResult result = importResult(
                FRONT.replace("example/front", "example/front, env: [{ name: Q," + " value: \"amqp://mq\" }]")
                        + MQ
                        + service("rows", "")
                        + deployment("rows", "", "")
                        + maker
                        + deployment("robot", "", variable("MAKER", "http://maker")));
        assertThat(plainText(result))
                .contains("steps: - read: rows consumes: queue: mq steps: - read: rows", "- robot - call: maker/serve");
    }

    @Test
    void cycleOfCallsHasAnEntryPoint() throws Exception {
        ImportResult result = importResult(FRONT
                + service("a", "")
                + deployment("a", "", variable("B", "http://b:80"))
                + service("b", "")
                + deployment("b", "", variable("A", "http://a:80")));
        assertThat(plainText(result)).contains("steps: - a - call: b");
        assertThat(leftOut(result)).containsPattern("b calls a .*: a cycle, which is left out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", env: [{ name: BACK_HOST, value: back }]",
                ", env: [{ name: URL, value: \"http://back.default\" }]",
                ", env: [{ name: URL, value: \"back.default.svc.cluster.local:80\" }]",
                ", env: [{ name: HOST, value: back }, { name: X, value: \"http://$(HOST):80/\" }]",
                ", args: [\"--back-host\", \"back\"]",
                ", args: [\"--upstream=back:80\"]",
                ", command: [sh, -c, \"exec app $BACK_SERVICE_HOST\"]",
                ", command: [sh, -c, \"while ! nc -z back 80; do sleep 1; done; exec app\"]",
                ", envFrom: [{ configMapRef: { name: c } }]",
                ", env: [{ name: X, valueFrom: { secretKeyRef: { name: s, key: url } } }]",
                ", env: [{ name: X, valueFrom: { secretKeyRef: { name: s, key: coded } } }]"
            })
    void callsAreFoundInAllTexts(String text) throws Exception {
        String configs =
                "{ kind: ConfigMap, metadata: { name: c }, data: { app.properties: \"a=b\\nback.host=back\\n\" } }\n"
                        + "---\n{ kind: Secret, metadata: { name: s }, stringData: { url: \"http://back/\" },"
                        + " data: { coded: aHR0cDovL2JhY2s6ODAvYXBp } }\n---\n";
        ImportResult result = importResult(configs
                + open("front")
                + deployment("front", "", text)
                + service("back", "")
                + deployment("back", "", ""));
        assertThat(plainText(result)).contains("- front - call: back");
        assertThat(leftOut(result)).doesNotContain("no caller is known");
    }

    @Test
    void initContainersAndAnnotationsNameCallees() throws Exception {
        String back = service("back", "") + deployment("back", "", "");
        String waits = deployment("front", "", "")
                .replace(
                        "spec: { containers",
                        "spec: { initContainers: [{ name: w, image: busybox, command: [sh, -c,"
                                + " \"until nslookup back; do sleep 2; done\"] }], containers");
        assertThat(plainText(importResult(open("front") + waits + back))).contains("- front - call: back");
        String connects = deployment("front", "", "")
                .replace(
                        "metadata: { name: front }",
                        "metadata: { name: front, annotations:"
                                + " { app.openshift.io/connects-to:"
                                + " '[{\"kind\":\"Deployment\",\"name\":\"back\"}]' } }");
        assertThat(plainText(importResult(open("front") + connects + back))).contains("- front - call: back");
    }

    /** The scheme of an address identifies the backend of a Service with an image of its own. */
    @Test
    void addressesIdentifyProducts() throws Exception {
        String text = open("front")
                + deployment(
                        "front",
                        "",
                        ", env: [{ name: A, value: \"jdbc:postgresql://rows:5432/x\" },"
                                + " { name: B, value: \"redis://kept:6379\" }, { name: C, value: \"amqp://jobs\" }]")
                + service("rows", "")
                + deployment("rows", "", "")
                + service("kept", "")
                + deployment("kept", "", "")
                + service("jobs", "")
                + deployment("jobs", "", "")
                + deployment("worker", "", variable("Q", "amqp://jobs"));
        assertThat(plainText(importResult(text)))
                .contains("rows: kind: database", "kept: kind: cache", "jobs: kind: queue", "consumes: queue: jobs");
    }

    @Test
    void jobsAreListedWithTheirCallees() throws Exception {
        String job =
                "{ apiVersion: batch/v1, kind: CronJob, metadata: { name: nightly }, spec: { schedule: \"0 3 * * *\","
                        + " jobTemplate: { spec: { template: { spec: { containers: [{ name: n, image: a/n,"
                        + " args: [\"http://front/clean\"] }] } } } } } }\n";
        assertThat(leftOut(importResult(FRONT + job)))
                .contains("nightly is a job without clients, which runs at 0 3 * * *; it calls front");
    }

    @Test
    void calledServicesWithoutPodsAreListed() throws Exception {
        String text = open("front") + deployment("front", "", variable("DB", "postgres://legacy/x"))
                + "{ kind: Service, metadata: { name: legacy }, spec: { type: ExternalName, externalName: x.y.z } }\n";
        assertThat(leftOut(importResult(text)))
                .contains("front calls legacy, which has no workload in the files", "outside of the cluster");
    }
}
