package dev.brownout.importing.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits in variables, commands and CPU settings of Compose files, and services that are no part of requests. */
class ComposeCapacityTest {
    private static ImportResult read(String services) throws ImportException {
        return ImportedFiles.read(
                new ComposeImporter(),
                List.of(new ImportSource(
                        "f.yaml", () -> new ByteArrayInputStream(("services:\n" + services).getBytes(UTF_8)))));
    }

    private static ImportResult api(String more) throws ImportException {
        return read("  api: { image: 'shop:1', ports: ['80:80'], " + more + " }\n");
    }

    private static String reportText(ImportResult imported) {
        return String.join("\n", imported.summary());
    }

    @ParameterizedTest
    @CsvSource({
        "WEB_CONCURRENCY,4",
        "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE,20",
        "SERVER_TOMCAT_THREADS_MAX,100",
        "REQUEST_TIMEOUT_MS,500",
        "USERS,10"
    })
    void limitsInVariablesAreListed(String name, String value) throws Exception {
        assertThat(reportText(api("environment: { " + name + ": " + value + " }")))
                .contains("f.yaml:2: the limit " + name + " of api: it is not used here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: 'gunicorn --workers 4 --timeout 30 app'",
                "command: [puma, -w, '2', -t, '5:5']",
                "entrypoint: [uvicorn], command: [--workers, '4']",
                "environment: { GUNICORN_CMD_ARGS: '--workers=3' }",
                "environment: { JAVA_OPTS: '-Xmx1g -XX:ActiveProcessorCount=2' }"
            })
    void limitsInCommandsAreListed(String more) throws Exception {
        assertThat(reportText(api(more)))
                .contains("worker processes, threads, connections or timeouts in the command of api");
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment: { JAVA_OPTS: '-Xms256m -Xmx384m' }", "command: 'java -Xmx2g -jar a.jar'"})
    void heapsAreListed(String more) throws Exception {
        assertThat(reportText(api(more))).contains("the size of the heap (-Xmx) of api");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres,'postgres -c max_connections=40'",
        "mysql:8,'mysqld --max-connections=200'",
        "redis:7,'redis-server --maxclients 100'"
    })
    void limitsOfDatabasesAreListed(String image, String command) throws Exception {
        assertThat(reportText(read("  api: { image: 'shop:1', ports: ['80:80'], depends_on: [db] }\n  db: { image: '"
                        + image + "', command: '" + command + "' }\n")))
                .contains("connections or timeouts in the command of db");
    }

    @ParameterizedTest
    @CsvSource({
        "'PAY: \"https://api.pay.example/v1\"',api.pay.example",
        "'CACHE: \"redis://cache.internal:6379\"',cache.internal",
        "'DB_HOST: host.docker.internal',host.docker.internal"
    })
    void addressesOutsideOfTheFilesAreListed(String variable, String host) throws Exception {
        assertThat(reportText(api("environment: { " + variable + " }")))
                .contains("an address of " + host + " in the settings of api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOG_LEVEL: 4",
                "HOME: 'http://localhost:80'",
                "APP_HOST: '0.0.0.0'",
                "DATABASE_URL: 'postgres://api/x'"
            })
    void otherVariablesAreNotListed(String variable) throws Exception {
        assertThat(reportText(api("environment: { " + variable + " }"))).doesNotContain("the limit", "an address of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpu_quota: 50000, cpu_period: 100000|cores: 1 |p50=16ms",
                "cpu_quota: 300000|cores: 3 |p50=8ms",
                "cpu_quota: 50000, cpu_period: 25ms|cores: 2 |p50=8ms",
                "cpuset: '0,1'|cores: 2 |p50=8ms",
                "cpuset: '0-3,6'|cores: 5 |p50=8ms",
                "cpuset: '0-3', cpu_quota: 200000|cores: 2 |p50=8ms",
                "cpu_count: 3|cores: 3 |p50=8ms",
                "cpu_shares: 512|cores: 4   # unknown|p50=8ms"
            })
    void cpuLimitsAreCores(String limits, String cores, String time) throws Exception {
        ImportResult imported = api(limits);
        assertThat(imported.scenario()).contains(cores, time);
        assertThat(reportText(imported).contains("no limit of cores is set for api"))
                .isEqualTo(limits.contains("shares"));
        assertThat(imported.summary().get(0)).contains("(100 %)");
    }

    /** A balancer starts after databases; it does not read them. */
    @ParameterizedTest
    @CsvSource({"haproxy:2.9,redis:7", "nginx,postgres", "traefik:v3,rabbitmq:3"})
    void balancerDoesNotCallStores(String balancer, String store) throws Exception {
        String scenario = read("  lb: { image: '" + balancer + "', ports: ['80:80'], depends_on: [api, data] }\n"
                        + "  api: { image: 'shop:1' }\n  data: { image: '" + store + "' }\n")
                .scenario();
        assertThat(scenario).contains("      - lb\n      - api").doesNotContain("is in depends_on (f.yaml:2) data");
    }

    @ParameterizedTest
    @CsvSource({
        "grafana/k6,a load generator",
        "locustio/locust,a load generator",
        "rsyslog/syslog_appliance_alpine,monitoring",
        "axllent/mailpit,user interfaces"
    })
    void servicesBesideRequestsAreLeftOut(String image, String reason) throws Exception {
        ImportResult imported = read("  lb: { image: haproxy, ports: ['1:1'], depends_on: [api, other] }\n"
                + "  api: { image: 'shop:1' }\n  other: { image: '" + image + "', ports: ['2:2'] }\n");
        assertThat(imported.scenario()).doesNotContain("  other:");
        assertThat(reportText(imported)).contains("other: left out: " + reason);
    }

    /** The balancer of Docker has a name that no service has. */
    @ParameterizedTest
    @ValueSource(strings = {"api-lb", "api-lb-2"})
    void balancerOfDockerHasANameOfItsOwn(String other) throws Exception {
        String scenario = read("  api: { image: 'a:1', ports: ['80:80'], deploy: { replicas: 3 } }\n  " + other
                        + ": { image: 'b:1', ports: ['81:80'] }\n")
                .scenario();
        assertThat(scenario).contains("  " + other + ":\n    kind: server", "kind: load-balancer", "  api:\n");
    }

    @Test
    void refusalsNameProfilesAndStores() {
        assertThatThrownBy(() -> api("profiles: [prod, test]"))
                .hasMessageContaining("all services belong to profiles (prod, test)");
        assertThatThrownBy(() -> read("  redis: { image: redis }\n  db: { image: postgres }\n"))
                .hasMessageContaining(
                        "redis is a cache, db is a database; add the files of the services that call them");
    }

    /** The larger of two limits that contradict each other is reduced and listed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--max-num-seqs 4096 --max-num-batched-tokens 1024 | max_sequences: 1024 | --max-num-seqs of m:"
                        + " 'max_sequences' is at most 'batch_tokens'",
                "--max-num-batched-tokens 1024 --max-num-seqs 4096 | max_sequences: 1024 | --max-num-seqs of m:"
                        + " 'max_sequences' is at most 'batch_tokens'",
                "--max-num-seqs 512 --max-num-batched-tokens 1024 | max_sequences: 512 | "
            })
    void contradictingLimitIsListed(String options, String setting, String listed) throws Exception {
        ImportResult imported =
                read("  api: { image: 'shop:1', ports: ['80:80'], environment: { MODEL_URL: 'http://m:1' }"
                        + " }\n  m: { image: vllm/vllm-openai, command: '--model m " + options + "' }\n");
        assertThat(imported.scenario()).contains(setting, "batch_tokens: 1024");
        if (listed == null) {
            assertThat(reportText(imported)).doesNotContain("option --max-num-seqs");
        } else {
            assertThat(reportText(imported)).contains("f.yaml:3: the option " + listed);
        }
    }

    /** Limits of model servers are settings of an inference; options that change its times are listed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vllm/vllm-openai | command: '--model m -tp 2 --max-num-seqs 32 --max-model-len 8k --quantization awq'"
                        + " | gpus: 2; max_sequences: 32; context: 8000 | --quantization",
                "lmsysorg/sglang | command: [sh, -c, 'sglang --tp 2 --max-total-tokens=50000 --mem-fraction-static .8']"
                        + " | gpus: 2; kv_tokens: 50000 | --mem-fraction-static",
                "ghcr.io/huggingface/text-generation-inference:3"
                        + " | environment: { MAX_TOTAL_TOKENS: 4096, NUM_SHARD: 2, QUANTIZE: awq, HF_TOKEN: x }"
                        + " | gpus: 2; context: 4096; prompt: lognormal(p50=102 p99=819) | QUANTIZE",
                "ollama/ollama | environment: [OLLAMA_NUM_PARALLEL=4, OLLAMA_KEEP_ALIVE=1h]"
                        + " | max_sequences: 4; queue: 512; context: 4096 | OLLAMA_KEEP_ALIVE",
                "ghcr.io/ggml-org/llama.cpp:server | command: [-c, '8192', -np, '2', --flash-attn]"
                        + " | kv_tokens: 8192; max_sequences: 2 | --flash-attn"
            })
    void modelServerIsAnInference(String image, String options, String settings, String listed) throws Exception {
        ImportResult imported =
                read("  api: { image: 'shop:1', ports: ['80:80'], environment: { MODEL_URL: 'http://m:1' }"
                        + " }\n  m: { image: '" + image + "', cpus: 8, " + options + " }\n");
        assertThat(imported.scenario())
                .containsPattern("  m:\n    kind: inference ")
                .contains(settings.split("; "))
                .contains("- call: m ", "network:\n  timeout: 120s", "    timeout: 120s")
                .doesNotContain("m/serve");
        assertThat(reportText(imported))
                .contains("f.yaml:3: the option " + listed + " of m: 'step'", "f.yaml:3: the CPUs of m: 'step'")
                .doesNotContain("option HF_TOKEN", "option sh", "cores: no limit of cores is set for api, m");
        new Loader(new ShippedLibrary())
                .load("f", imported.scenario(), Overrides.NONE)
                .check(Overrides.NONE);
    }

    /** GPUs of a model server are its own; those of another program are listed. A model calls no other part. */
    @Test
    void reservedGpusAreUsedOrListed() throws Exception {
        String file = """
                  api: { image: 'shop:1', ports: ['80:80'], depends_on: [m] }
                  db: { image: postgres }
                  m:
                    image: %s
                    depends_on: [db]
                    deploy: { resources: { reservations: { devices: [{ driver: nvidia, %s, capabilities: [gpu] }] } } }
                """;
        ImportResult model = read(String.format(file, "vllm/vllm-openai", "count: 4"));
        assertThat(model.scenario()).contains("gpus: 4   # origin: f.yaml:7", "- call: m ");
        assertThat(reportText(model)).contains("m calls db (is in depends_on (f.yaml:6)): here a model server calls");
        assertThat(read(String.format(file, "vllm/vllm-openai", "device_ids: ['0', '3']"))
                        .scenario())
                .contains("gpus: 2   # origin: f.yaml:7");
        assertThat(reportText(read(String.format(file, "vllm/vllm-openai", "count: all"))))
                .contains("f.yaml:7: the GPUs of m: it is no number here, so 'gpus' has its default");
        assertThat(reportText(read(String.format(file, "a/renderer", "count: 4"))))
                .contains("f.yaml:7: the GPUs of m: a node here has CPU only");
    }
}
