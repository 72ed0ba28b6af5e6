package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON schema of scenarios: it accepts every valid scenario and rejects invalid ones. */
class SchemaTest {
    /** Number of scenarios in each build, of 161. */
    private static final int SCENARIOS = 40;

    private static final Path LIBRARY = Path.of("library");
    private static final Validator VALIDATOR = new Validator(LanguageDefinition.standard());

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> library = Files.walk(LIBRARY);
                Stream<Path> examples = Files.list(Path.of("src/test/resources/examples"))) {
            Path starter = Path.of("cli/src/main/resources/dev/brownout/cli/starter.yaml");
            return Stream.of(library, examples, Stream.of(starter))
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void isAValidDraft7Schema() throws IOException {
        String schema = Schema.text(LanguageDefinition.standard());
        String draft = new ObjectMapper().readTree(schema).path("$schema").asText();
        var meta =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(SchemaLocation.of(draft));
        assertThat(meta.validate(schema, InputFormat.JSON)).isEmpty();
    }

    static List<Path> scenariosOfThisRound() throws IOException {
        return TestRound.rotating(scenarios(), SCENARIOS);
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("scenariosOfThisRound")
    void acceptsEveryScenarioOfTheLibraryAndEveryExample(Path file) throws IOException {
        assertThat(VALIDATOR.problems(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void libraryFilesReferenceTheSchema(Path file) throws IOException {
        if (file.startsWith(LIBRARY)) {
            String schema = file.getParent().equals(LIBRARY) ? "scenario.schema.json" : "../scenario.schema.json";
            assertThat(Files.readString(file))
                    .startsWith("# $schema: " + schema + "\n# yaml-language-server: $schema=" + schema + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run: { duration: $long, warmup: $(long / 10), seed: $seed }",
                "load: spike(base=300/s peak=$peak at=2m for=14m ramp=30s)",
                "load: [$first, 500/s]",
                "network: none",
                "components: { web: { kind: $kind } }",
                "components: { web: { kind: server, nodes: $nodes, scheduling: $how, service: $(work * 2) } }",
                "components: { web: { kind: server, queue: unlimited, workers: 1k, local_cache: none } }",
                "components: { web: { kind: server, regions: [east], zones: 3, retry: 2, timeout: 1s } }",
                "components: { lb: { kind: load-balancer, health: } }",
                "components: { db: { kind: database, hot_keys: { a: own-shard(nodes=3), b: { kind: copies } } } }",
                "components: { dns: { kind: dns, routing: weighted, weights: { east: 90, west: 10.5 } } }",
                "components: { 서버: { kind: server } }",
                "requests: { page: { steps: [web, { parallel: [read: a, read: b], join: first, when: 30% }] } }",
                "requests: { page: { steps: [{ cpu: 1ms, when: 1% }, { read: a, retry: none }] } }",
                "requests: { page: { steps: [{ increment: a, timeout: 1s }, { read: a, key: uniform(10) }] } }",
                "requests: { page: { path: [web], policies: [retry: { attempts: 2, backoff: none }] } }",
                "requests: { page: { path: [web], size: lognormal(p50=8kB p99=40kB) + 1kB, timeout: none, retry: } }",
                "faults: [at $t: slow web/1 x10 for 5m, { at: 3m, do: degrade, target: a, other: b, latency: +1ms }]",
                "variants: { a: {}, b: , c: { set: { web.nodes: 1, params.ttl: 5s }, expect_violations: [up] } }",
                "params: { peak: 1k/s, ttl: { default: 20s, choices: [5s, 20s], help: how long } }",
                "sla: { a: page.p99<150ms, b: key/bieber.availability >= 99% after outage+2m, c: 'db.lag.max != 0s' }",
                "predict: { a: all.rto(outage) ~ 30s +/- 10% }",
                "about:",
                "version: '1'"
            })
    void acceptsPartialScenariosWithAParent(String text) {
        assertThat(VALIDATOR.problems("use: parent\n" + text)).isEmpty();
    }

    @Test
    void kindsPathsAndSectionsAreRequiredWithoutAParent() {
        assertThat(VALIDATOR.problems(
                        "use: parent\ncomponents: { web: { nodes: 2 } }\nrequests: { page: { share: 1% } }"))
                .isEmpty();
        assertThat(VALIDATOR.problems("components: { web: { nodes: 2 } }\nrequests: { page: { share: 1% } }"))
                .hasSize(3);
        assertThat(VALIDATOR.problems("load: 1/s")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "components: { web: { kind: server, timeouts: 5s } }",
                "components: { web: { kind: server, nodes: 0 } }",
                "components: { web: { kind: server, service: 8 } }",
                "components: { web: { kind: server, scheduling: random } }",
                "components: { web: { kind: server, zones: 1000 } }",
                "components: { db: { kind: database, hot_keys: { a: parts(2) } } }",
                "requests: { page: { path: [web], steps: [web] } }",
                "requests: { page: { steps: [{ read: a, write: b }] } }",
                "requests: { page: { steps: [{ when: 30% }] } }",
                "requests: { page: { steps: [{ read: a, join: all }] } }",
                "requests: { page: { steps: [{ cpu: 1ms, timeout: 1s }] } }",
                "requests: { page: { steps: [{ wait: 1ms, circuit_breaker: none }] } }",
                "requests: { page: { steps: [{ increment: votes, key: uniform(10) }] } }",
                "requests: { page: { steps: [{ reserve: tickets, key: uniform(10) }] } }",
                "requests: { page: { steps: [{ push: web, key: uniform(10) }] } }",
                "requests: { page: { steps: [{ parallel: [read: a], policies: [retry: 2] }] } }",
                "faults: [at 4m: smash web/1]",
                "faults: [{ at: 4m, do: crash, target: web/1, factor: x10 }]",
                "faults: [{ at: 4m }]",
                "faults: [{ at 4m: crash web/1, at 5m: crash web/2 }]",
                "sla: { a: page.p99 }",
                "predict: { a: page.p99 ~ 5ms }",
                "variants: { a: { sets: {} } }",
                "params: { 5s: 5s }",
                "load: []"
            })
    void rejectsInvalidScenarios(String text) {
        assertThat(VALIDATOR.problems("use: parent\n" + text)).isNotEmpty();
    }
}
