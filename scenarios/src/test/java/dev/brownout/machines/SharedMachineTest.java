package dev.brownout.machines;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.language.ScenarioTexts;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.result.VariantResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes on one machine: shared cores, faults of the machine and of single processes, and invalid options. */
class SharedMachineTest {
    /**
     * The first call needs 4 s of work on {@code web} at 10 s, the second needs 1 s on the database at 12 s. There is
     * one core.
     */
    private static final String TWO = """
            run: 19500ms
            components:
              box: { kind: machine, cores: 1 }
              web: { kind: server, host: box, service: 4s }
              db: { kind: database, host: box, read: 1s }
            requests:
              long: { rate: constant(6/min), timeout: none, path: [web] }
              short: { rate: constant(5/min), timeout: none, path: [db] }
            """;

    private static VariantResult two(String fault) {
        return TestScenarioRunner.run(TWO + "faults: [" + fault + "]\n");
    }

    private static double seconds(VariantResult result, String request) {
        return TestScenarioRunner.meanMillis(result, request) / 1000;
    }

    @Test
    void workOfAllProcessesIsServedFirstComeFirstServed() {
        VariantResult result = TestScenarioRunner.run(TWO);
        assertThat(seconds(result, "long")).isCloseTo(4.0005, within(1e-6));
        assertThat(seconds(result, "short")).isCloseTo(3.0005, within(1e-6));
    }

    @Test
    void pausedProcessReleasesItsCoreAndResumesItsWork() {
        VariantResult result = two("at 11s: pause web for 5s");
        assertThat(seconds(result, "short")).isCloseTo(1.0005, within(1e-6));
        assertThat(seconds(result, "long")).isCloseTo(9.0005, within(1e-6));
    }

    @Test
    void crashedProcessReleasesItsCore() {
        VariantResult result = two("at 12500ms: crash web for 1s");
        assertThat(seconds(result, "short")).isCloseTo(1.5005, within(1e-3));
        assertThat(result.requests().get("long").outcomes()).containsEntry("reset", 1L);
    }

    @Test
    void machineFaultsAffectAllProcesses() {
        VariantResult paused = two("at 11s: pause box for 2s");
        assertThat(seconds(paused, "long")).isCloseTo(6.0005, within(1e-6));
        assertThat(seconds(paused, "short")).isCloseTo(5.0005, within(1e-6));
        VariantResult slow = two("at 5s: slow box x1.5");
        assertThat(seconds(slow, "long")).isCloseTo(6.0005, within(1e-6));
        assertThat(seconds(slow, "short")).isCloseTo(5.5005, within(1e-6));
        VariantResult crashed = two("at 12500ms: crash box for 1s");
        assertThat(crashed.requests().get("long").outcomes()).containsEntry("reset", 1L);
        assertThat(crashed.requests().get("short").outcomes()).containsEntry("reset", 1L);
        VariantResult restarted = two("at 12500ms: restart box for 1s");
        assertThat(restarted.requests().get("short").outcomes()).containsEntry("reset", 1L);
    }

    @Test
    void machineFaultCountsAsMetByCallsOfItsProcesses() {
        VariantResult failing = two("at 1s: errors box 100%");
        assertThat(failing.requests().get("short").good()).isZero();
        assertThat(failing.analysis().warnings())
                .extracting(Object::toString)
                .noneMatch(text -> text.contains("had no effect"));
    }

    @Test
    void randomMachineFailuresStopAllProcesses() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 10h, seed: 3 }
                components:
                  box: { kind: machine, mtbf: 5m, mttr: 5m }
                  web: { kind: server, host: box, service: 1ms }
                requests: { page: { rate: constant(1/s), path: [web] } }
                predict: { up: availability ~ 50% +/- 100% }
                """);
        // 60 cycles: the share has a standard deviation of 0.5 / sqrt(2 x 60) = 4.6 %.
        assertThat(TestScenarioRunner.measure(result, "up")).isCloseTo(0.5, within(3.29 * 0.046));
    }

    @Test
    void poweredOffRegionRecovers() {
        VariantResult result = TestScenarioRunner.run("""
                run: 1m
                regions: { east: { at: us-east, users: 50% }, west: { at: us-west, users: 50% } }
                components:
                  box: { kind: machine, regions: [east, west] }
                  web: { kind: server, host: box, service: 1ms }
                  db: { kind: database, host: box, read: 1ms, replication: { mode: none } }
                requests: { page: { rate: constant(10/s), path: [web, db] } }
                faults: [at 10s: power-off region/east for 10s as dark, at 30s: slow region/east x2]
                predict:
                  after: availability ~ 100% +/- 100% from 25s to 59s
                  slow: page.max ~ 100ms +/- 100% from 31s to 59s
                """);
        assertThat(TestScenarioRunner.measure(result, "after")).isEqualTo(1);
        assertThat(result.components().keySet()).contains("box", "web", "db");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            web: { kind: server, host: bxo }                     | unknown machine 'bxo'; did you mean 'box'?
            web: { kind: server, host: dbx }                     | unknown machine 'dbx'; expected 'box'
            web: { kind: server, host: box, regions: [east] }    | web is located where box is; write 'regions' there
            web: { kind: server, host: db }                      | db is a database; a host is a component of
            web: { kind: server, host: box, cores: 2 }           | web has no cores of its own; it shares those of box
            web: { kind: server, host: box, zones: 2 }           | web is located where box is; write 'zones' there
            web: { kind: server, host: box, nodes: 2 }           | web is a single process on box
            web: { kind: server, host: box, autoscale: { target: 60%, max: 3 } } | web is a single process on box
            web: { kind: server, host: box, scheduling: ps }     | remove 'scheduling'
            web: { kind: server, host: box, scheduling: lifo }   | set 'workers', which can be queued in another order
            web: { kind: server, host: box, heap: { size: 1GB } } | would pause the other processes
            web: { kind: queue, host: box }                      | a queue has no cores
            web: { kind: machine, host: box }                    | a machine has no host
            web: { kind: database, host: box, replicas: 1 }      | web is a single process on box
            web: { kind: database, host: box, shards: 2 }        | web is a single process on box
            web: { kind: server, host: [box] }                   | host is the name of a machine
            """)
    void rejectsInvalidOptionsOfAProcess(String web, String message) {
        assertThat(refused(web, "[web]", "[]"))
                .anySatisfy(text -> assertThat(text).contains(message));
    }

    @Test
    void rejectsCallsOfTheMachineAndScalingOfAProcess() {
        String web = "web: { kind: server, host: box }";
        assertThat(refused(web, "[box]", "[]"))
                .anySatisfy(text -> assertThat(text).contains("box is a machine and accepts no calls"));
        assertThat(refused(web, "[web]", "[at 1s: scale web to 8 cores]"))
                .anySatisfy(text -> assertThat(text).contains("web uses the cores of box, which cannot be changed"));
        assertThat(refused(web, "[web]", "[at 1s: scale web to 3]"))
                .anySatisfy(text -> assertThat(text).contains("web is a single process on box"));
        assertThat(refused(web, "[web]", "[at 1s: drain box]"))
                .anySatisfy(text -> assertThat(text).contains("drain applies to nodes of servers"));
    }

    @Test
    void unknownMachineErrorShowsHowToDefineOne() {
        String alone = "web: { kind: server, host: rack }";
        assertThat(refused(replaceParts(site(alone, "[web]", "[]"), "box: { kind: machine }", "box: { kind: server }")))
                .contains("unknown machine 'rack'; write it, such as rack: { kind: machine, cores: 4 }");
    }

    private static List<String> refused(String web, String path, String faults) {
        return refused(site(web, path, faults));
    }

    private static String site(String web, String path, String faults) {
        return """
                version: 1
                scenario: site
                run: 2s
                components:
                  box: { kind: machine }
                  WEB
                  db: { kind: database }
                requests:
                  page: { rate: 10/s, path: PATH }
                  other: { rate: 10/s, steps: [read: db] }
                faults: FAULTS
                """.replace("WEB", web).replace("PATH", path).replace("FAULTS", faults);
    }

    private static List<String> refused(String text) {
        return ScenarioTexts.rejection(text).all().stream()
                .map(Problem::message)
                .toList();
    }
}
