package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory of servers: its contents, and out-of-memory kills of processes that exceed the limit. */
class MemoryOfServersTest {
    private static VariantResult site(String web, String page, String faults) {
        return TestScenarioRunner.run("""
                run: 60s
                network: none
                components:
                  web: { kind: server, cores: 1000, service: 0s, %s }
                  db: { kind: database }
                requests:
                  page: { %s }
                faults: [ %s ]
                predict:
                  late: web.memory_held ~ 1GB +/- 1000%% from 59s to 60s
                """.formatted(web, page, faults));
    }

    private static double measure(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, "web", name);
    }

    private static double lateShare(VariantResult result) {
        return TestScenarioRunner.measure(result, "late");
    }

    /** Memory of exactly 100 sessions of 1 kB is sufficient. One byte less causes an out-of-memory kill. */
    @Test
    void oneByteOverTheLimitKillsTheProcess() {
        String sessions = "sessions: memory(100 0s), memory: { size: %s, per_session: 1kB }";
        VariantResult fits = site(sessions.formatted("100000B"), "rate: constant(1/s), path: [web]", "");
        assertThat(measure(fits, "oom_kills")).isZero();
        assertThat(measure(fits, "memory_held")).isEqualTo(100_000);
        assertThat(measure(fits, "memory")).isEqualTo(1);
        VariantResult killed = site(sessions.formatted("99999B"), "rate: constant(1/s), path: [web]", "");
        assertThat(measure(killed, "oom_kills")).isEqualTo(1);
        assertThat(measure(killed, "sessions_lost")).isEqualTo(100);
        assertThat(measure(killed, "relogins")).isPositive();
    }

    /**
     * The process is killed at the start and boots for 4.5 s. The calls at 1 to 4 s are refused, and the call at 5 s is
     * accepted.
     */
    @Test
    void callsAreRefusedUntilTheKilledProcessHasBooted() {
        VariantResult result =
                site("sessions: memory(100 0s), memory: 1MB, boot: 4500ms", "rate: constant(1/s), path: [web]", "");
        assertThat(measure(result, "oom_kills")).isEqualTo(1);
        assertThat(result.requests().get("page").outcomes()).containsEntry("refused", 4L);
        assertThat(result.history().timeline())
                .anySatisfy(it -> assertThat(it.text().toString())
                        .isEqualTo("web/1 OOM-killed: 2000000 of 1000000 bytes in use"));
    }

    /**
     * Five connections of 20 kB exceed the limit. A paused host kills no process, and meanwhile four of the five
     * connections time out.
     */
    @Test
    void memoryUseStaysBelowTheLimitDuringAPause() {
        VariantResult result = site(
                "connections: 100, memory: { size: 99kB, per_connection: 20kB }",
                "rate: connections(users=5 reconnect=1s), path: [web]",
                "at 0s: pause web/1 for 30s");
        assertThat(measure(result, "memory")).isBetween(0.5, 1.0);
        assertThat(result.history().timeline())
                .filteredOn(it -> it.text().toString().contains("OOM-killed"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.text().toString()).startsWith("web/1 OOM-killed: 100000 of 99000"));
    }

    /** Each session has a replica on the other node. */
    @Test
    void sessionReplicasUseAsMuchMemoryAsSessions() {
        VariantResult result = site(
                "nodes: 2, sessions: replicated-memory(users=100 login=0s), memory: 1GB",
                "rate: constant(10/s), path: [web]",
                "at 20s: crash web/1 for 10s");
        assertThat(measure(result, "memory_held.max")).isEqualTo(4e6);
        assertThat(measure(result, "sessions_lost")).isZero();
        assertThat(measure(result, "oom_kills")).isZero();
        assertThat(lateShare(result)).isBetween(2e6, 4e6);
    }

    /** Ten users keep one connection each. A crash closes the connections, and the users reconnect. */
    @Test
    void connectionsUseMemory() {
        String web = "connections: 100, memory: { size: %s, per_connection: 30kB }";
        VariantResult result = site(
                web.formatted("1GB"), "rate: connections(10 reconnect=1s), path: [web]", "at 20s: crash web for 5s");
        assertThat(measure(result, "memory_held.max")).isEqualTo(300_000);
        assertThat(lateShare(result)).isEqualTo(300_000);
        VariantResult killed = site(web.formatted("200kB"), "rate: connections(10 reconnect=1s), path: [web]", "");
        assertThat(measure(killed, "oom_kills")).isGreaterThan(3);
        assertThat(measure(killed, "connections_lost")).isGreaterThanOrEqualTo(7 * 3);
    }

    /** A local cache of 40 entries is read with 100 keys of 10 kB in turn. */
    @ParameterizedTest
    @CsvSource({"1GB, 400000, 0", "350kB, 0, 1"})
    void localCachesUseMemoryPerEntry(String memory, double held, double kills) {
        VariantResult result = site(
                "local_cache: { entries: 40 }, memory: " + memory,
                "rate: constant(100/s), key: sequential(100), size: 10kB, path: [web, db]",
                "");
        if (kills == 0) {
            assertThat(lateShare(result)).isEqualTo(held);
            assertThat(measure(result, "oom_kills")).isZero();
        } else {
            assertThat(measure(result, "oom_kills")).isGreaterThanOrEqualTo(kills);
        }
    }

    /** A process with a heap limit above the memory limit is killed before its garbage collector runs. */
    @Test
    void heapAboveTheMemoryLimitIsKilledBeforeCollection() {
        String page = "rate: constant(100/s), path: [web]";
        String heap = "heap: { size: 256MB, per_request: 2MB, collect: 1ms }, memory: ";
        VariantResult killed = site(heap + "200MB", page, "");
        assertThat(measure(killed, "oom_kills")).isGreaterThan(10);
        assertThat(measure(killed, "collections")).isZero();
        VariantResult collected = site(heap + "300MB", page, "");
        assertThat(measure(collected, "oom_kills")).isZero();
        assertThat(measure(collected, "collections")).isGreaterThan(10);
        assertThat(measure(collected, "memory_held.max")).isEqualTo(256e6);
        assertThat(measure(collected, "memory")).isCloseTo(measure(collected, "memory_held") / 300e6, within(1e-12));
    }

    @Test
    void idleStopFreesSessionMemory() {
        VariantResult result = site(
                "sessions: memory(100 0s), memory: 1GB, scale_to_zero_after: 5s, boot: 1s",
                "rate: constant(6/min), path: [web]",
                "");
        assertThat(lateShare(result)).isLessThanOrEqualTo(20_000);
        assertThat(measure(result, "oom_kills")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            memory: 0B | at least 1B is allowed
            memory: 4 | did you mean '4
            boot: 1s | 'boot' requires scale_to_zero_after or memory
            "memory: { size: 4GB, per_sesion: 1kB }" | per_session
            "sessions: memory(users=100 expires=0s)" | expires
            """)
    void rejectsInvalidOptions(String expected, String output) {
        String text = "version: 1\nscenario: site\ncomponents:\n  web: { kind: server, " + expected
                + " }\nrequests: { page: { rate: 1/s, path: [web] } }\n";
        InvalidScenarioException wrong = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> new Loader(parent -> Optional.empty())
                        .load("site", text, Overrides.NONE)
                        .check(Overrides.NONE));
        assertThat(wrong).as(text).isNotNull();
        assertThat(wrong.all()).extracting(Problem::message).anyMatch(message -> message.contains(output));
    }
}
