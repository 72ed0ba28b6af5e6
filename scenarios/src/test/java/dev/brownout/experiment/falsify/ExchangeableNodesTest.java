package dev.brownout.experiment.falsify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.Experiment;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.scenario.Scenario;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simultaneous faults affect different nodes: each combination of roles, groups and places, and each only once. */
class ExchangeableNodesTest {
    private static final int SCHEDULES = 500;

    private static Scenario scenario(String components) {
        return scenario(components, "");
    }

    private static Scenario scenario(String components, String more) {
        String text = """
                scenario: a site
                load: 20/s
                run: { duration: 60s, seed: 5 }
                regions: { east: { users: 50% }, west: { users: 50%, rtt: { east: 60ms } } }
                components:
                  web: { kind: server, regions: [east], nodes: 1 }
                  COMPONENTS
                requests:
                  page: { key: uniform(99), path: [web, db] }
                """.replace("COMPONENTS", components)
                + (more.startsWith("sla") ? "" : "sla: { up: availability >= 80% }\n")
                + more;
        return Experiment.text(text)
                .source()
                .check(Overrides.NONE)
                .variants()
                .get(0)
                .scenario();
    }

    /** Returns the causes of the schedules of which all faults begin together. */
    private static Set<String> causes(Scenario scenario, FaultModel model) {
        List<FaultCandidate> candidates = FaultCandidates.candidates(scenario, model);
        ScheduleGenerator generator = new ScheduleGenerator(model, candidates, List.of(), scenario);
        Set<String> causes = new TreeSet<>();
        for (int number = 0; number < SCHEDULES; number++) {
            InjectionSchedule schedule = generator.schedule(number);
            assertThat(generator.canonical(schedule)).isEqualTo(schedule);
            if (schedule.faults().stream()
                            .map(InjectedFault::startNanos)
                            .distinct()
                            .count()
                    == 1) {
                causes.add(schedule.cause().replace("db/", ""));
            }
        }
        return causes;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db: { kind: server, regions: [east], nodes: 4 } | crash 1, crash 1 + crash 2",
                "db: { kind: server, nodes: 2, regions: [east, west] }"
                        + " | crash 1, crash 3, crash 1 + crash 2, crash 1 + crash 3, crash 3 + crash 4",
                "db: { kind: server, regions: [east], nodes: 4, zones: 2 }"
                        + " | crash 1, crash 2, crash 1 + crash 2, crash 1 + crash 3, crash 2 + crash 4",
                "db: { kind: database, regions: [east], replicas: 3 }"
                        + " | crash primary, crash replica-1, crash primary + crash replica-1,"
                        + " crash replica-1 + crash replica-2",
                "db: { kind: database, regions: [east], shards: 3 }"
                        + " | crash shard-1/primary, crash shard-1/primary + crash shard-2/primary",
                "db: { kind: database, regions: [east], shards: 3, replicas: 2 }"
                        + " | crash shard-1/primary, crash shard-1/replica-1,"
                        + " crash shard-1/primary + crash shard-1/replica-1,"
                        + " crash shard-1/primary + crash shard-2/primary,"
                        + " crash shard-1/primary + crash shard-2/replica-1,"
                        + " crash shard-1/replica-1 + crash shard-1/replica-2,"
                        + " crash shard-1/replica-1 + crash shard-2/replica-1"
            })
    void twoFaultsHitEachCombinationOfNodesOnce(String components, String expected) {
        FaultModel model = FaultModel.DEFAULT
                .withTypes(FaultType.NODE_CRASH)
                .withComponents("db")
                .withAtOnce(2);
        assertThat(causes(scenario(components), model)).containsExactlyInAnyOrder(expected.split(", "));
    }

    /** A node that a fault, an action or an assertion of the scenario names is different. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "faults: [at 40s: crash db/2 for 9s]",
                "faults: [at 40s: partition web ~ db/2 for 9s]",
                "alerts: { a: { if: db.utilization > 90%, every: 5s, then: [pause db/2 for 1s] } }",
                "sla: { two: db/2.utilization < 90% }",
                "charts: [db/2.utilization]",
            })
    void faultsOfTheScenarioDistinguishTheirNode(String more) {
        FaultModel model = FaultModel.DEFAULT
                .withTypes(FaultType.NODE_CRASH)
                .withComponents("db")
                .withAtOnce(2);
        Set<String> causes = causes(scenario("db: { kind: server, regions: [east], nodes: 4 }", more), model);
        if (more.startsWith("charts")) {
            assertThat(causes).containsExactlyInAnyOrder("crash 1", "crash 1 + crash 2");
        } else {
            assertThat(causes)
                    .containsExactlyInAnyOrder("crash 1", "crash 2", "crash 1 + crash 2", "crash 1 + crash 3");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4", "6, 5"})
    void asManyFaultsAsAllowedHitAsManyNodes(int atOnce, int most) {
        FaultModel model = FaultModel.DEFAULT
                .withTypes(FaultType.NODE_PAUSE)
                .withComponents("db")
                .withAtOnce(atOnce);
        Set<String> causes = causes(scenario("db: { kind: server, regions: [east], nodes: 5 }"), model);
        Set<String> expected = new TreeSet<>();
        String cause = "pause 1";
        for (int nodes = 1; nodes <= most; nodes++) {
            expected.add(cause);
            cause += " + pause " + (nodes + 1);
        }
        assertThat(causes).isEqualTo(expected);
    }

    /** A partition and a slow disk belong to a node. */
    @Test
    void connectionsAndDisksAreThoseOfDifferentNodes() {
        Scenario scenario = scenario("db: { kind: database, regions: [east], replicas: 2, disk: {} }");
        FaultModel model = FaultModel.DEFAULT.withComponents("db").withAtOnce(2);
        assertThat(causes(scenario, model.withTypes(FaultType.PARTITION)))
                .contains("partition web ~ replica-1 + partition web ~ replica-2");
        assertThat(causes(scenario, model.withTypes(FaultType.SLOW_DISK)))
                .contains("slow-disk replica-1/disk + slow-disk replica-2/disk");
        assertThat(causes(scenario, model.withTypes(FaultType.NODE_CRASH, FaultType.SLOW)))
                .contains("crash replica-1 + slow replica-1", "crash replica-1 + slow replica-2")
                .doesNotContain("crash replica-2 + slow replica-1");
    }
}
