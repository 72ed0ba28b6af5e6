package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Impossible scenarios are rejected with their place by {@code validate}, so {@code run} never executes them. */
@Tag("once")
class ImpossibleScenariosTest {
    private static final String GOOD = """
            run: 10s
            load: 10/s
            regions: { east: { at: us-east, users: 100% } }
            components:
              web: { kind: server, regions: [east], nodes: 2 }
              cache: { kind: cache, regions: [east], source: db }
              db: { kind: database, regions: [east] }
              dns: { kind: dns }
            requests:
              page: { path: [dns, web, cache, db] }
            """;

    private static final String FORESEEN = """
            run: 10s
            load: 10/s
            components:
              cache: { kind: cache, entries: 4, eviction: opt, source: db }
              db: { kind: database }
            requests:
              get: { key: sequential(5), path: [cache, db] }
            """;

    @TempDir
    private Path folder;

    static Stream<Arguments> unforeseen() {
        return Stream.of(
                Arguments.of(
                        "an eviction that knows keys which are drawn",
                        replaceParts(FORESEEN, "sequential", "uniform"),
                        "random keys are not known in advance: write key: trace(keys.csv) or sequential(1k)"),
                Arguments.of(
                        "an eviction that knows the future of several requests",
                        replaceParts(FORESEEN, "key:", "share: 50%, key:")
                                + "  put: { share: 50%, key: sequential(5), path: [cache, db] }",
                        "the order of the keys of several requests or steps is not known in advance"),
                Arguments.of(
                        "an eviction that knows the future, and a step that draws its key",
                        replaceParts(FORESEEN, "path: [cache, db]", "steps: [{ read: cache, key: uniform(5) }]"),
                        "the order of the keys of several requests or steps is not known in advance"),
                Arguments.of(
                        "an eviction that knows the future on a machine of several",
                        replaceParts(FORESEEN, "opt", "opt, nodes: 2"),
                        "opt is the optimum of one node with entries that stay until eviction"),
                Arguments.of(
                        "an eviction that knows the future of what does not stay",
                        replaceParts(FORESEEN, "opt", "opt, ttl: 5m"),
                        "opt is the optimum of one node with entries that stay until eviction"),
                Arguments.of(
                        "an eviction that knows the future beside a fault that scales",
                        FORESEEN + "faults: [at 5s: scale cache to 2]",
                        "use one region and no fault that scales it"),
                Arguments.of(
                        "an eviction that knows the future at an edge",
                        replaceParts(FORESEEN, "cache, entries: 4, eviction", "cdn, entries: 4, eviction"),
                        "the edge of a request is not known before the run; only a cache with one node supports opt"));
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of(
                        "no steps",
                        replaceParts(GOOD, "{ path: [dns, web, cache, db] }", "{ steps: [] }"),
                        "request 'page' has no steps"),
                Arguments.of(
                        "a commit that waits for more replicas than there are",
                        replaceParts(GOOD, "database,", "database, replication: { mode: semi-sync, wait_for: 3 },"),
                        "wait_for must not exceed the number of replicas, 0"),
                Arguments.of(
                        "a key with a number that no key has",
                        replaceParts(GOOD, "database,", "database, hot_keys: { 99999999999: copies(2) },"),
                        "the number of a key in hot_keys must have at most 9 digits"),
                Arguments.of(
                        "more data than there is room",
                        replaceParts(GOOD, "database,", "database, shards: 3, storage: { room: 1GB, data: 6GB },"),
                        "the initial data of db/shard-1 exceeds the storage of a node:"
                                + " 2000000000 of 1000000000 bytes"),
                Arguments.of(
                        "a column that nothing goes by",
                        replaceParts(GOOD, "database,", "database, shards: 2, column: [60%, 40%],"),
                        "'column' requires sharding: list"),
                Arguments.of(
                        "a column without a value for each shard",
                        replaceParts(GOOD, "database,", "database, shards: 3, sharding: list, column: [60%, 40%],"),
                        "sharding list needs 'column' with one share for each of the 3 shards, such as"
                                + " column: [40%, 30%, 20%, 10%]"),
                Arguments.of(
                        "a column with values for some rows",
                        replaceParts(GOOD, "database,", "database, shards: 2, sharding: list, column: [60%, 30%],"),
                        "the shares of 'column' must add up to 100%"),
                Arguments.of(
                        "a key on a shard that is not there",
                        replaceParts(GOOD, "database,", "database, shards: 2, hot_keys: { 7: shard(3) },"),
                        "the shard of 7 must not exceed the number of shards, 2"),
                Arguments.of(
                        "a hot key that nobody asks for, beside a queue",
                        replaceParts(
                                GOOD,
                                "database,",
                                "database, hot_keys: { bieber: copies(2) },",
                                "requests:",
                                "  q: { kind: queue }\n  w: { kind: server, consumes: q }\nrequests:"),
                        "no request uses a key 'bieber'"),
                Arguments.of(
                        "a run that time is too short for",
                        replaceParts(GOOD, "run: 10s", "run: 30000d"),
                        "'30000d' is too large"));
    }

    static Stream<Arguments> impossibleTogether() {
        return Stream.of(
                Arguments.of(
                        "more machines than anybody has",
                        replaceParts(GOOD, "nodes: 2", "nodes: 2000000000"),
                        "is too large; at most 50000 is allowed"),
                Arguments.of(
                        "more machines in all than anybody has",
                        replaceParts(GOOD, "database,", "database, shards: 40000, replicas: 2,"),
                        "shards and their replicas must be at most 50000 nodes"),
                Arguments.of(
                        "more users than could be in flight",
                        replaceParts(GOOD, "load: 10/s", "load: users(3M think=1s)"),
                        "users '3M' is too large; at most 2000000 is allowed"),
                fault("crash", "crash applies to nodes, such as web/1 or region/east; name one"),
                fault(
                        "crash link/east~east",
                        "crash applies to nodes, such as web/1 or region/east, not to link/east~east"),
                fault("partition web/1", "partition applies to links, such as link/east~west, not to web/1"),
                fault("flush web/1", "flush applies to whole components, such as web, not to web/1"),
                fault("crash web/1s%", "web/1s% does not exist: web has 2 nodes: 1, 2"),
                window("every 1us", "every 0.001ms gives 10000000 windows in this run; at most 10000"),
                window("within 20000d after fault", "is not inside the run (10s)"),
                window("after fault -7s", "is not inside the run (10s)"));
    }

    @Test
    @Tag("change")
    void runWithoutProgressOfTimeStops() throws IOException {
        Path file = Files.writeString(folder.resolve("still.yaml"), """
                run: 10s
                load: users(2 think=0s)
                network: none
                components:
                  web: { kind: server, service: 0s }
                requests:
                  page: { path: [web] }
                """);
        Session session = Session.of("run", file.toString());
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out()).contains("simulated time does not advance");
    }

    @Test
    @Tag("change")
    void rejectsTooManyHostsOrComponentsEarly() throws IOException {
        String tiers = IntStream.range(0, 6)
                .mapToObj(i -> "  t" + i + ": { kind: server, nodes: 10000 }\n")
                .collect(Collectors.joining());
        assertThat(validate(replaceParts(GOOD, "  dns:", tiers + "  dns:")).err())
                .contains("the scenario has more than 50000 machines");
        String many = IntStream.range(0, 5000)
                .mapToObj(i -> "  c" + i + ": { kind: cdn }\n")
                .collect(Collectors.joining());
        assertThat(validate(replaceParts(GOOD, "  dns:", many + "  dns:")).err())
                .contains("at most 5000 components are allowed, not 5004");
    }

    @Test
    void rejectsFaultThatAddsTooManyHosts() throws IOException {
        String many = "faults: [at 5s: crash web/1, at 6s: scale web to 50000]\n";
        assertThat(validate(GOOD + many).err())
                .contains("scenario.yaml:11:37: the scenario has more than 50000 machines");
        assertThat(validate(replaceParts(GOOD, "nodes: 2", "nodes: 50000") + replaceParts(many, "50000", "3"))
                        .err())
                .contains("scenario.yaml:5:3: the scenario has more than 50000 machines");
    }

    /** Includes a consumer, because its fraction of the load is drawn before components are built. */
    @Test
    void rejectsSemiSyncForUnreplicatedHotKeyShard() throws IOException {
        String alone = replaceParts(
                GOOD,
                "database,",
                "database, replication: { mode: semi-sync }, hot_keys: { 7: own-shard(1) },",
                "page: {",
                "page: { key: zipf(1.0 100),",
                "requests:",
                "  q: { kind: queue }\n  w: { kind: server, consumes: q }\nrequests:");
        assertThat(validate(alone).err())
                .contains("scenario.yaml:7:3: wait_for must not exceed the number of replicas; the shard of 7 has 0");
    }

    /** The sum of these times exceeds the range of the clock, but the scenario is valid. */
    @Test
    void timesBeyondTheClockRangeEndWithTheRun() throws IOException {
        String faults = """
                network: { rtt: 26687d, bandwidth: 1bps }
                faults:
                  - at 1s: slow web/1 x1000000
                  - at 1s: slow web/1 x1000000
                  - at 1s: slow web/1 x1000000
                """;
        Path file = Files.writeString(
                folder.resolve("scenario.yaml"), replaceParts(GOOD, "nodes: 2", "service: 26687d") + faults);
        assertThat(Session.of("run", file.toString()).code()).isEqualTo(ExitCode.SUCCESS);
    }

    private static Arguments fault(String fault, String message) {
        return Arguments.of(fault, GOOD + "faults: [at 5s: " + fault + " for 1s]\n", message);
    }

    private static Arguments window(String window, String message) {
        String text = GOOD + "faults: [at 5s: crash web/1]\nsla: { up: availability > 1% " + window + " }\n";
        return Arguments.of(window, text, message);
    }

    @ParameterizedTest(name = "{0}")
    @ChosenRows({1, 2, 4, 9, 11, 15, 20, 25})
    @MethodSource({"impossible", "impossibleTogether", "unforeseen"})
    void rejectsImpossibleScenarios(String name, String text, String message) throws IOException {
        Session session = validate(text);
        assertThat(session.err()).contains(message).contains("scenario.yaml:");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void rejectsCyclicCalls() throws IOException {
        String cycle = """
                components:
                  web: { kind: server, endpoints: { a: { steps: [call: api/b] } } }
                  api: { kind: server, endpoints: { b: { steps: [call: web/a] } } }
                load: 1/s
                requests: { page: { steps: [web, call: api/b] } }
                """;
        Session session = validate(cycle);
        assertThat(session.err()).contains("this call closes a cycle of calls: web/a -> api/b -> web/a");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void faultBeyondTheClockRangeLastsToTheEnd() throws IOException {
        Path file = Files.writeString(
                folder.resolve("scenario.yaml"), GOOD + "faults: [at 5s: crash web/1 for 26000d as gone]\n");
        assertThat(Session.of("run", file.toString(), "--format", "json").code())
                .isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void readsRecordedArrivalsDurationsAndKeys() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("data/arrivals-1.csv"), "1s\n1s\n2500ms\n");
        Files.writeString(folder.resolve("2026.times.csv"), "1ms\n2ms\n");
        Files.writeString(folder.resolve("keys.csv"), "alice\nbob\n");
        Path file = Files.writeString(folder.resolve("scenario.yaml"), """
                run: 10s
                load: trace(data/arrivals-1.csv)
                components: { web: { kind: server, service: file(2026.times.csv) } }
                requests: { page: { path: [web], key: trace(keys.csv) } }
                sla: { all came: page.offered == 3, all quick: page.max <= 3ms }
                """);
        Session session = Session.of("run", file.toString());
        assertThat(session.code()).as(session.out() + session.err()).isEqualTo(ExitCode.SUCCESS);
    }

    @ParameterizedTest
    @ChosenRows({1, 3})
    @CsvSource(delimiter = '|', textBlock = """
            key,size!a,1!a,1  | line 1 of the file, 'key,size', has several columns
            a!b;2             | line 2 of the file, 'b;2', has several columns
            key!a!b           | line 1 of the file, 'key', looks like a header
            Object_ID!a!b     | line 1 of the file, 'Object_ID', looks like a header
            nr!17!4           | line 1 of the file, 'nr', looks like a header
            """)
    void rejectsTablesAsKeyTraces(String lines, String text) throws IOException {
        Files.writeString(folder.resolve("keys.csv"), lines.replace('!', '\n'));
        assertThat(validate(replaceParts(GOOD, "path:", "key: trace(keys.csv), path:"))
                        .err())
                .contains(text);
    }

    @ParameterizedTest
    @ChosenRows({1, 2})
    @ValueSource(strings = {"alice!bob", "key!a!key", "17!4", "a!17", "user:1!key"})
    void acceptsAnySingleColumnAsKeys(String lines) throws IOException {
        Files.writeString(folder.resolve("keys.csv"), lines.replace('!', '\n'));
        assertThat(validate(replaceParts(GOOD, "path:", "key: trace(keys.csv), path:"))
                        .code())
                .isEqualTo(ExitCode.SUCCESS);
    }

    /** Objects of 400, 3,000 and 600 bytes: the cache has memory for the two that recur. */
    @Test
    void readsSizesFromAColumnOfAKeyTrace() throws IOException {
        Files.writeString(folder.resolve("objects.csv"), "a,x,400\nb,y,600B\na,x,400\nb,y,600\nlarge,z,3kB\n");
        Path file = Files.writeString(folder.resolve("scenario.yaml"), """
                run: 10s
                network: none
                price_list: { users: { bytes: $1000000/GB } }
                components:
                  cache: { kind: cache, memory: 1000B, lookup: 0ms, source: db }
                  db: { kind: database, replicas: 0, read: 1ms }
                requests: { get: { rate: constant(100/s), key: trace(objects.csv size=3), path: [cache, db] } }
                sla:
                  large ones are never kept: cache.misses == 201
                  the others always: cache.evictions == 0
                  all 997 kB are billed without another word: all.cost ~ $997 +/- 0.1%
                """);
        Session session = Session.of("run", file.toString());
        assertThat(session.code()).as(session.out() + session.err()).isEqualTo(ExitCode.SUCCESS);
    }

    @ParameterizedTest
    @ChosenRows({1, 2, 7})
    @CsvSource(delimiter = '|', textBlock = """
            key,size!a,1!a,1 | trace(keys.csv size=2) | line 1 of the file, 'key,size', looks like a header
            a,much!b,2       | trace(keys.csv size=2) | line 1 of the file: 'much' is not a size
            a!b,2            | trace(keys.csv size=2) | line 1 of the file, 'a', has no column 2
            a,1!b,3GB        | trace(keys.csv size=2) | line 2 of the file: '3GB' is no size from 0B to 2147483647B
            id,7!4,1!5,2     | trace(keys.csv 2)      | line 1 of the file, 'id,7', looks like a header
            a,1              | trace(keys.csv size=1) | key and size are both column 1
            a,1              | absent(trace(keys.csv size=2))        | recorded sizes are those of requests
            a,1              | hot(5% on x rest trace(keys.csv size=2)) | recorded sizes are those of requests
            a,1              | trace(keys.csv size=2), size: 1kB     | the sizes are those that were recorded
            """)
    void rejectsInvalidSizeColumns(String lines, String key, String text) throws IOException {
        Files.writeString(folder.resolve("keys.csv"), lines.replace('!', '\n'));
        assertThat(validate(replaceParts(GOOD, "path:", "key: " + key + ", path:"))
                        .err())
                .contains(text);
    }

    private Session validate(String text) throws IOException {
        return Session.of(
                "validate",
                Files.writeString(folder.resolve("scenario.yaml"), text).toString());
    }
}
