package dev.brownout.importing.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.topology.HostReferences;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of Compose files with the structure of public ones, and the resulting scenarios. */
class ImportedComposeTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/brownout/importing/compose");
    private static final Path SITE = Path.of("../../docs/examples/site/compose.yaml");

    private static ImportResult read(String... texts) throws ImportException {
        List<ImportSource> sources = new ArrayList<>();
        for (String text : texts) {
            sources.add(new ImportSource(
                    "f" + (sources.size() + 1) + ".yaml", () -> new ByteArrayInputStream(text.getBytes(UTF_8))));
        }
        return ImportedFiles.read(new ComposeImporter(), sources);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site",
                "poll",
                "traefik",
                "swarm",
                "anchors",
                "stream",
                "layers",
                "circle",
                "oldstyle",
                "mesh",
                "observed"
            })
    void fileBecomesTheExpectedScenario(String name) throws Exception {
        Path file = name.equals("site") ? SITE : FOLDER.resolve(name + ".yaml");
        Path variables = FOLDER.resolve(name + ".env");
        ImportResult imported = ImportedCompose.description(
                        List.of(ImportSource.file(file)),
                        Files.exists(variables) ? List.of(ImportSource.file(variables)) : List.of(),
                        Map.of())
                .result();
        String message = String.join("\n", imported.summary()) + "\n";
        Path scenario = FOLDER.resolve(name + ".scenario.yaml");
        Path summary = FOLDER.resolve(name + ".told.txt");
        if (Boolean.getBoolean("brownout.write")) {
            Files.writeString(scenario, imported.scenario());
            Files.writeString(summary, message);
        }
        assertThat(imported.scenario()).isEqualTo(Files.readString(scenario));
        assertThat(message).isEqualTo(Files.readString(summary));
        assertThat(imported.scenario() + message).doesNotContain("s3cr3t", "guest", "example.com", "POSTGRES_USER");
    }

    @Test
    void unsetVariablesAreGuessedOrUnknown() throws Exception {
        ImportResult imported =
                ImportedFiles.read(new ComposeImporter(), List.of(ImportSource.file(FOLDER.resolve("observed.yaml"))));
        assertThat(imported.scenario())
                .contains("a guess: the variable of its image is redis (observed.yaml:33), a variable that is not set")
                .contains("kind: server   # origin: observed.yaml:6, a variable that is not set in these files")
                .doesNotContain("call: carts-service", "kind: load-balancer");
        assertThat(String.join("\n", imported.summary()))
                .contains("callers of carts-service: ", "carts-mongodb: left out");
    }

    /** Telemetry services are imported if there are no other services. */
    @Test
    void telemetryIsOmittedOnlyNextToOtherServices() throws Exception {
        String watchers = "services: { grafana: { image: grafana/grafana, ports: ['1:1'], depends_on: [prometheus] },"
                + " prometheus: { image: prom/prometheus }";
        assertThat(read(watchers + " }").scenario()).contains("call: prometheus");
        ImportResult other = read(watchers + ", web: { image: a/b, depends_on: [prometheus] } }");
        assertThat(other.scenario()).contains("- web").doesNotContain("call: prometheus");
        assertThat(other.summary()).anyMatch(line -> line.contains("grafana, prometheus: left out: monitoring"));
    }

    @Test
    void variablesAreInterpolatedAsInCompose() throws Exception {
        for (String set : List.of("N=3", "export N=\"3\" # three", "N='3'", "M=3\nN=${M}", "N=1\nN=3", "\n N: 3\n")) {
            ImportSource source = new ImportSource(".env", () -> new ByteArrayInputStream(set.getBytes(UTF_8)));
            for (String message : List.of("$N", "${N}", "${N:-5}", "${N-5}", "${N:?no}")) {
                String text = "services: { web: { image: a/b, ports: ['1:1'], scale: \"" + message + "\" } }";
                ImportSource compose = new ImportSource("f.yaml", () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
                assertThat(ImportedCompose.description(List.of(compose), List.of(source), Map.of())
                                .result()
                                .scenario())
                        .as(set + " " + message)
                        .contains("nodes: 3 ");
            }
        }
    }

    /** A variable name without a value passes on the value of the environment. */
    @Test
    void variableWithoutValueIsPassedOn() throws Exception {
        ImportSource set =
                new ImportSource(".env", () -> new ByteArrayInputStream("KAFKA_ADDR=kafka:9092\n".getBytes(UTF_8)));
        for (String variables : List.of("[KAFKA_ADDR]", "{ KAFKA_ADDR: }")) {
            String text = "services: { web: { image: a/b, ports: ['1:1'], environment: " + variables + " },"
                    + " kafka: { image: 'example/demo:kafka' } }";
            ImportSource compose = new ImportSource("f.yaml", () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
            assertThat(ImportedCompose.description(List.of(compose), List.of(set), Map.of())
                            .result()
                            .scenario())
                    .contains("publish: kafka")
                    .contains("port 9092 of its address is that of kafka");
        }
    }

    @Test
    void overriddenSettingsCountAsUnderstood() throws Exception {
        ImportResult imported = read(
                "services: { web: { image: a/b, command: [x, y], ports: ['1:1'], environment: { A: 1, B: 2 } } }",
                "services: { web: { image: a/c, command: [z], environment: [A=3] } }");
        assertThat(imported.summary()).first().asString().startsWith("9 of 9 settings are parsed (100 %)");
    }

    /** Two aliases in each of seventy services are below the alias limit. */
    @Test
    void manyAliasesAreFollowed() throws Exception {
        StringBuilder text =
                new StringBuilder("x-a: &a { restart: always }\nx-b: &b { image: example/x }\nservices:\n");
        for (int i = 0; i < 70; i++) {
            text.append("  s").append(i).append(": { <<: [*a, *b], ports: ['1:1'] }\n");
        }
        assertThat(read(text.toString()).scenario())
                .contains("nodes: 70   # origin: s0, s1, s2, s3 and 66 more are instances");
    }

    /**
     * Each core of a server processes 1 / 10.2 ms = 98 default requests per second. Half of that is 49, rounded down to
     * 40.
     */
    @Test
    void guessedLoadUsesAtMostHalfOfTheBottleneck() throws Exception {
        String file = "services: { web: { image: a/b, ports: ['1:1'], cpus: %s, scale: %s } }";
        assertThat(read(String.format(file, "1", "1")).scenario())
                .contains("load: 40/s")
                .contains("uses 40.8 % of web");
        assertThat(read(String.format(file, "0.5", "2")).scenario())
                .contains("load: 40/s", "cores: 1 ", "0.5 of them, so the service time is multiplied by 2")
                .contains("service: lognormal(p50=16ms p99=80ms)");
        assertThat(read(String.format(file, "2.5", "1")).scenario())
                .contains("load: 100/s", "cores: 3 ", "lognormal(p50=9.6ms p99=48ms)");
    }

    @Test
    void unknownSettingsAreListedOnceByLine() throws Exception {
        ImportResult imported = read("""
                services:
                  web:
                    image: a/b
                    new_thing: { a: 1, b: [2, 3] }
                    ports: ['1:1']
                strange: 7
                """);
        assertThat(imported.summary().subList(0, 3))
                .containsExactly(
                        "2 of 6 settings are parsed (33.3 %): 1 used, 1 left out or without effect "
                                + "on load and time",
                        "  not parsed: f1.yaml:4: services.web.new_thing (3 settings)",
                        "  not parsed: f1.yaml:6: strange");
    }

    @Test
    void laterFilesOverrideEarlierOnes() throws Exception {
        String base = """
                services:
                  web: { image: a/b, environment: [DB_HOST=old], scale: 2, command: [x, 'old:1'] }
                  old: { image: c/d }
                  new: { image: e/f }
                """;
        String over = """
                services:
                  web: { environment: { DB_HOST: new }, scale: 3, command: [y], ports: ['1:1'] }
                """;
        assertThat(read(base, over).scenario())
                .contains("nodes: 3   # origin: f2.yaml:2", "call: new   # origin: is a host in a variable (f2.yaml:2)")
                .doesNotContain("call: old");
    }

    @Test
    void rejectsInvalidComposeFiles() {
        assertThatThrownBy(() -> read("a: [b"))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("f1.yaml:1:6: not readable as YAML: ");
        assertThatThrownBy(() -> read("kind: Deployment"))
                .isInstanceOf(ImportException.class)
                .hasMessage("f1.yaml: it has no services; a compose file has them below 'services:'");
        assertThatThrownBy(() -> read("services: { db: { image: postgres } }"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("no service handles requests");
        assertThatThrownBy(() -> read("services: { a: { image: x }, a: { image: y } }"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("duplicate key 'a'");
    }

    @Test
    void hostReferencesUseOnlyTheHostOfAnAddress() {
        HostReferences hosts = new HostReferences(new TreeMap<>(Map.of("db", "db", "web", "web", "db-1", "db")));
        assertThat(hosts.referencedServices("X", "postgres://web:db@db:5432/web"))
                .containsExactly("db");
        assertThat(hosts.referencedServices("X", "a:1,web:9092 ; db-1:2")).containsExactly("web", "db");
        assertThat(hosts.referencedServices("X", "jdbc:mysql://db/x?host=web")).containsExactly("db");
        assertThat(hosts.referencedServices("PG_HOST", "db")).containsExactly("db");
        assertThat(hosts.referencedServices("PG_USER", "db")).isEmpty();
        assertThat(hosts.referencedServices("X", "user:secret@tcp(db:3306)/web"))
                .containsExactly("db");
        assertThat(hosts.referencedServices("", "--redis=redis://db:6379 --name=web"))
                .containsExactly("db");
        assertThat(hosts.referencedServices("X", "dbs:1 my.db:1 db.example.com:1"))
                .isEmpty();
    }

    @Test
    void interpolationUsesDefaults() {
        assertThat(Interpolation.of("a${B:-c}d")).isEqualTo(new Interpolation("acd", true));
        assertThat(Interpolation.of("${A:-${B-x}}")).isEqualTo(new Interpolation("x", true));
        assertThat(Interpolation.of("${A}:$B/$$C")).isEqualTo(new Interpolation("$:$/$C", false));
        assertThat(Interpolation.of("${A:?no}")).isEqualTo(new Interpolation("$", false));
        assertThat(Interpolation.of("${A:+yes}")).isEqualTo(new Interpolation("", true));
        assertThat(Interpolation.of("100$")).isEqualTo(new Interpolation("100$", true));
        assertThat(Interpolation.of("${A")).isEqualTo(new Interpolation("$", false));
    }

    @Test
    void unitsMatchDockerAndRedis() {
        assertThat(DockerUnits.nanos("1m30s")).hasValue(90e9);
        assertThat(DockerUnits.nanos("500ms")).hasValue(500e6);
        assertThat(DockerUnits.nanos("2h")).hasValue(7200e9);
        assertThat(DockerUnits.nanos("10")).isEmpty();
        assertThat(DockerUnits.nanos("0s")).isEmpty();
        assertThat(DockerUnits.redisSize("6mb")).contains("6MiB");
        assertThat(DockerUnits.redisSize("6m")).contains("6MB");
        assertThat(DockerUnits.redisSize("1GB")).contains("1GiB");
        assertThat(DockerUnits.redisSize("1000")).contains("1000B");
        assertThat(DockerUnits.redisSize("0")).isEmpty();
        assertThat(DockerUnits.redisSize("1tb")).isEmpty();
        assertThat(DockerUnits.mebibytes("64")).contains("64MiB");
    }
}
