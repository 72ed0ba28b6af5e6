package dev.brownout.importing.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of Kubernetes manifests with the structure of public ones, and the resulting scenarios. */
class ImportedManifestsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/brownout/importing/k8s");

    private static ImportResult read(String text) throws ImportException {
        return ImportedFiles.read(
                new KubernetesImporter(),
                List.of(new ImportSource("f.yaml", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "mesh", "older", "observed"})
    void manifestsBecomeTheExpectedScenario(String name) throws Exception {
        ImportResult imported = ImportedFiles.read(
                new KubernetesImporter(), List.of(ImportSource.file(FOLDER.resolve(name + ".yaml"))));
        String message = String.join("\n", imported.summary()) + "\n";
        Path scenario = FOLDER.resolve(name + ".scenario.yaml");
        Path summary = FOLDER.resolve(name + ".told.txt");
        if (Boolean.getBoolean("brownout.write")) {
            Files.writeString(scenario, imported.scenario());
            Files.writeString(summary, message);
        }
        assertThat(imported.scenario()).isEqualTo(Files.readString(scenario));
        assertThat(message).isEqualTo(Files.readString(summary));
        assertThat(imported.scenario() + message).doesNotContain("s3cr3t", "example.com", "registry", "GET_HOSTS_FROM");
    }

    /**
     * Kubernetes relates the target to the sum of requested CPU. 80 % of a request of 0.5 CPUs are 0.4 CPUs: 40 % of a
     * limit of 1, 20 % of a limit of 2, all of a limit of 0.4, and more than a limit of 0.25.
     */
    @ParameterizedTest
    @CsvSource({"1,40%", "2,20%", "400m,100%", "250m,100%", "500m,80%"})
    void autoscalerTargetIsRelativeToTheCpuLimit(String limit, String target) throws Exception {
        String text = """
                { kind: Deployment, metadata: { name: a }, spec: { template: { metadata: { labels: { x: y } }, spec: {
                  containers: [{ image: a/b, resources: { requests: { cpu: 500m }, limits: { cpu: LIMIT } } }] } } } }
                ---
                { kind: HorizontalPodAutoscaler, metadata: { name: a }, spec: { maxReplicas: 5,
                  scaleTargetRef: { kind: Deployment, name: a }, targetCPUUtilizationPercentage: 80 } }
                """;
        assertThat(read(text.replace("LIMIT", limit)).scenario()).contains("target: " + target);
    }

    @ParameterizedTest
    @CsvSource({"500m,0.5", "2,2", "1Gi,1073741824", "1e3,1000", "1.5k,1500", "100n,1e-7", "3Ti,3298534883328"})
    void parsesKubernetesQuantities(String text, double value) {
        assertThat(KubernetesQuantities.number(text).getAsDouble()).isEqualTo(value, within(value * 1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1 Gi", "-1", "0x10", "1KB"})
    void rejectsInvalidQuantities(String text) {
        assertThat(KubernetesQuantities.number(text)).isEmpty();
    }

    @Test
    void unknownSettingsAreListedByLine() throws Exception {
        List<String> messages = ImportedFiles.read(
                        new KubernetesImporter(), List.of(ImportSource.file(FOLDER.resolve("older.yaml"))))
                .summary();
        assertThat(messages).contains("  not parsed: older.yaml:40: items[7].spec (2 settings)");
        assertThat(messages.toString())
                .contains("older.yaml:32: off has no pods", "an autoscaler of a workload that is in none of the files");
    }

    @Test
    void rejectsManifestsWithoutWorkload() {
        assertThatThrownBy(() -> read("kind: Service\nmetadata: { name: a }\n"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("no object has pods", "there are 1 Service");
        assertThatThrownBy(() -> read("{{ if .Values.on }}\nkind: Service\n{{ end }}\n"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("f.yaml:");
    }

    /**
     * With HTTP/1.1, a connection carries one call: the smaller limit applies, and calls wait for a connection. Where
     * calls share connections, as with gRPC and after an upgrade, the limit of requests applies.
     */
    @ParameterizedTest
    @CsvSource({
        "http,'',100,10,10",
        "http-web,'',10,100,10",
        "grpc,'',10,100,100",
        "grpc-api,'',100,10,10",
        "http,'h2UpgradePolicy: UPGRADE, ',10,100,100"
    })
    void concurrencyLimitDependsOnTheProtocol(String port, String more, int connections, int requests, int concurrent)
            throws Exception {
        String scenario =
                read("{ kind: Deployment, metadata: { name: a }, spec: { template: { metadata: { labels: { x: y } },"
                                + " spec: { containers: [{ image: a/b }] } } } }\n---\n"
                                + "{ kind: Service, metadata: { name: a }, spec: { type: LoadBalancer,"
                                + " selector: { x: y }, ports: [{ port: 80, name: " + port + " }] } }\n---\n"
                                + "{ kind: DestinationRule, metadata: { name: a }, spec: { host: a,"
                                + " trafficPolicy: { connectionPool: { tcp: { maxConnections: " + connections
                                + " }, http: { " + more
                                + "http1MaxPendingRequests: 3, http2MaxRequests: " + requests + " } } } } }\n")
                        .scenario();
        assertThat(scenario).contains("concurrent: " + concurrent + " ");
        boolean waits = port.startsWith("http") && more.isEmpty() && connections < requests;
        assertThat(scenario.contains("queue: 3")).isEqualTo(waits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet", "ReplicaSet"})
    void refusalNamesWorkloadsWithoutReplicas(String kind) {
        String manifest = "{ kind: " + kind + ", metadata: { name: NAME }, spec: { replicas: 0, template: { spec:"
                + " { containers: [{ image: a/b }] } } } }\n---\n";
        assertThatThrownBy(() -> read(manifest.replace("NAME", "shop") + manifest.replace("NAME", "stock")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("the number of replicas of shop, stock is 0", "there are 2 " + kind)
                .message()
                .doesNotContain("no object has pods");
    }
}
