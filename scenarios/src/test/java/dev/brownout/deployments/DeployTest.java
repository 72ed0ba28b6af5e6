package dev.brownout.deployments;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Deployment of a version that fails a fifth of its calls. With round-robin each of four nodes gets a quarter of the
 * calls, so that each new one adds 5 percentage points to the error rate.
 */
@Tag("law")
class DeployTest {
    private static String tier(int seed, String faults, String predict) {
        return """
                run: { duration: 5m, seed: %d }
                components:
                  lb: { kind: load-balancer }
                  web:
                    kind: server
                    nodes: 4
                    cores: 100
                    service: 20ms
                    versions: { v2: { errors: 20%%, slower: x1.5 } }
                requests:
                  page: { rate: 200/s, path: [lb, web] }
                faults: [ %s ]
                predict:
                  it: %s
                """.formatted(seed, faults, predict);
    }

    private static double measure(String faults, String predict) {
        return TestScenarioRunner.measure(TestScenarioRunner.run(tier(1, faults, predict)), "it");
    }

    /**
     * Each minute counts from its third second, as a node drains for a second: 11,600 calls, of which 580, 1,160 and so
     * on fail.
     */
    @ParameterizedTest
    @CsvSource({"it, 0.05", "second, 0.10", "third, 0.15", "fourth, 0.20"})
    void eachDeployedNodeAddsAQuarterOfTheErrors(String minute, double share) {
        String predict = """
                page.error_rate ~ 10% +/- 100% from 1m2s to 2m
                  second: page.error_rate ~ 10% +/- 100% from 2m2s to 3m
                  third: page.error_rate ~ 10% +/- 100% from 3m2s to 4m
                  fourth: page.error_rate ~ 10% +/- 100% from 4m2s to 5m""";
        String faults = "at 1m: deploy web v2 by 1 every 1m as rollout";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(tier(seed, faults, predict)), minute),
                share,
                0.02);
    }

    @Test
    @Tag("change")
    void canaryDeploysOneNodeAndIsRolledBack() {
        String canary = "at 1m: deploy web v2 by 1 as canary, at 2m: rollback web";
        String predict = "page.error_rate ~ 5% +/- 100% from 1m2s to 2m";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(tier(seed, canary, predict)), "it"),
                0.05,
                0.02);
        assertThat(measure(canary, "page.error_rate ~ 1% +/- 100% from 2m1s to 5m"))
                .isZero();
        assertThat(measure(canary, "web.deployed ~ 1 +/- 1% from 1m2s to 2m")).isEqualTo(1);
        assertThat(measure(canary, "web.deployed ~ 1 +/- 1% from 2m1s to 5m")).isZero();
        assertThat(measure(replaceParts(canary, ", at 2m: rollback web", ""), "web.deployed ~ 1 +/- 1% from 2m to 5m"))
                .isEqualTo(1);
        assertThat(measure("at 1m: deploy web v2 by 1 for 1m", "web.deployed ~ 1 +/- 1% from 2m1s to 5m"))
                .as("the end of the fault reverts the deployment")
                .isZero();
    }

    /** An alert at 1 % over a minute fires after 12 s of 5 %, and is evaluated half of ten seconds later on average. */
    @Test
    @Tag("change")
    void alertRollsBackTheCanary() {
        String alert = """
                alerts:
                  bad: { if: page.error_rate > 1%, over: 1m, every: 10s, then: [rollback web] }
                """;
        String canary = "at 2m: deploy web v2 by 1 as canary";
        SeedAssertions.agree(
                seed -> {
                    VariantResult result =
                            TestScenarioRunner.run(tier(seed, canary, "web.deployed ~ 1 +/- 1% from 3m to 5m") + alert);
                    assertThat(TestScenarioRunner.measure(result, "it")).isZero();
                    return result.requests().get("page").failed();
                },
                200 * 0.05 * (12 + 5),
                10,
                0.1);
    }

    /** Hosts that have left are the successors of others, so that a chain of successors would miss the first one. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"20s, 90s, 4", "20s, 50s, 3", "30s, 3m, 4"})
    void endOfASurgeByOneRevertsEachNode(String every, String length, int deployed) {
        String faults = "at 30s: deploy web v2 by 1 every " + every + " surge=true for " + length;
        assertThat(measure(faults, "web.deployed.max ~ 4 +/- 100%")).isEqualTo(deployed);
        assertThat(measure(faults, "web.deployed ~ 1 +/- 1% from 4m to 5m")).isZero();
        assertThat(measure(faults, "web.nodes ~ 4 +/- 1% from 4m to 5m")).isEqualTo(4);
        assertThat(measure(faults, "page.error_rate ~ 1% +/- 100% from 4m to 5m"))
                .isZero();
    }

    @Test
    void rollbackStopsAndRevertsARollout() {
        String faults = "at 1m: deploy web v2 by 1 every 1m, at 2m30s: rollback web";
        assertThat(measure(faults, "web.deployed ~ 1 +/- 1% from 2m2s to 2m30s"))
                .isEqualTo(2);
        assertThat(measure(faults, "web.deployed ~ 1 +/- 1% from 2m32s to 5m")).isZero();
        assertThat(measure(faults, "page.error_rate ~ 1% +/- 100% from 2m32s to 5m"))
                .isZero();
        assertThat(measure(faults, "web.nodes ~ 4 +/- 1% from 2m32s to 5m")).isEqualTo(4);
        String slowly = faults + " by 1 every 1m";
        assertThat(measure(slowly, "web.deployed ~ 1 +/- 1% from 2m32s to 3m30s"))
                .isEqualTo(1);
        assertThat(measure(slowly, "web.deployed ~ 1 +/- 1% from 3m32s to 5m")).isZero();
    }

    /**
     * With an in-place deployment, starting nodes are missing until they are up. With surge the number of nodes never
     * falls.
     */
    @Test
    @Tag("change")
    void onlySurgeKeepsTheNumberOfNodes() {
        String inPlace = "at 1m: deploy web v2 by 2 every 1m startup=20s";
        assertThat(measure(inPlace, "web.nodes ~ 2 +/- 1% from 1m to 1m20s")).isEqualTo(2);
        assertThat(measure(inPlace, "web.nodes ~ 4 +/- 1% from 1m21s to 2m")).isEqualTo(4);
        assertThat(measure(inPlace, "web.provisioned ~ 4 +/- 1% from 1m to 5m")).isEqualTo(4);
        String surge = inPlace + " surge=true";
        assertThat(measure(surge, "web.nodes ~ 4 +/- 1% from 1m to 5m")).isEqualTo(4);
        assertThat(measure(surge, "web.provisioned ~ 6 +/- 1% from 1m to 1m20s"))
                .isEqualTo(6);
        assertThat(measure(surge, "web.provisioned ~ 4 +/- 1% from 1m22s to 2m"))
                .isEqualTo(4);
        assertThat(measure(surge, "web.deployed ~ 2 +/- 1% from 1m20s to 2m")).isEqualTo(2);
        assertThat(measure(surge, "web.deployed ~ 4 +/- 1% from 2m20s to 5m")).isEqualTo(4);
    }

    /** Blue/green deployment: twice the nodes while the new ones start, then all calls go to the new ones, and back. */
    @Test
    void blueGreenDeploymentLosesNoCalls() {
        String faults = "at 1m: deploy web v2 startup=20s surge=true, at 3m: rollback web";
        String good = replaceParts(tier(1, faults, "web.deployed ~ 4 +/- 1% from 1m20s to 3m20s"), "errors: 20%, ", "");
        VariantResult result = TestScenarioRunner.run(good);
        assertThat(TestScenarioRunner.measure(result, "it")).isEqualTo(4);
        assertThat(result.requests().get("page").failed()).isZero();
        assertThat(measure(faults, "web.provisioned ~ 8 +/- 1% from 1m to 1m20s"))
                .isEqualTo(8);
        assertThat(measure(faults, "web.nodes ~ 4 +/- 1% from 0s to 5m")).isEqualTo(4);
        assertThat(measure(faults, "web.deployed ~ 4 +/- 1% from 3m21s to 5m")).isZero();
    }

    /** An in-place deployment of all nodes is an outage during their start: the balancer has no node in service. */
    @Test
    void inPlaceDeploymentOfAllNodesIsAnOutage() {
        assertThat(measure("at 1m: deploy web v2 startup=20s", "page.error_rate ~ 100% +/- 100% from 1m to 1m20s"))
                .isEqualTo(1);
        String unbalanced = replaceParts(
                tier(1, "at 1m: deploy web v2 startup=20s", "page.refused ~ 1 +/- 100% from 1m to 1m20s"),
                "[lb, web]",
                "[web]");
        assertThat(TestScenarioRunner.measure(TestScenarioRunner.run(unbalanced), "it"))
                .isGreaterThan(3800);
    }

    /** The next nodes wait until the last ones are up, even if they are due earlier. */
    @Test
    void rolloutWaitsForTheStartOfTheLastNode() {
        String faults = "at 1m: deploy web v2 by 1 every 5s startup=29s";
        assertThat(measure(faults, "web.nodes ~ 3 +/- 1% from 1m to 2m56s")).isEqualTo(3);
        assertThat(measure(faults, "web.deployed ~ 4 +/- 1% from 3m1s to 5m")).isEqualTo(4);
    }

    /** A deployment ends the faults of the old process, and a rollback ends the errors of the version. */
    @Test
    @Tag("change")
    void deploymentEndsTheFaultsOfANode() {
        String faults = "at 10s: errors web 40% for 4m30s, at 10s: deploy web/1 v2, at 2m30s: rollback web/1";
        String between = "page.error_rate ~ 35% +/- 100% from 12s to 2m30s";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(tier(seed, faults, between)), "it"),
                0.35,
                0.02);
        String after = "page.error_rate ~ 30% +/- 100% from 2m32s to 4m40s";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(tier(seed, faults, after)), "it"),
                0.30,
                0.02);
        assertThat(measure(faults, "page.error_rate ~ 1% +/- 100% from 4m41s to 5m"))
                .isZero();
    }

    /** A new node runs the version that all other nodes run, or ran before they differed. */
    @Test
    void newNodesRunTheVersionCommonToAllNodes() {
        String scaled = "at 3m: scale web to 6";
        assertThat(measure("at 1m: deploy web v2, " + scaled, "web.deployed ~ 6 +/- 1% from 3m to 5m"))
                .isEqualTo(6);
        assertThat(measure("at 1m: deploy web v2 by 1, " + scaled, "web.deployed ~ 1 +/- 1% from 3m to 5m"))
                .isEqualTo(1);
    }

    /**
     * 40 % of the users are in the west. Its nodes were not deployed and fail a fifth of their calls: 8 % of all calls.
     */
    @Test
    @Tag("change")
    void undeployedRegionFailsForItsUsers() {
        String site = """
                run: { duration: 3m, seed: %d }
                regions: { east: { users: 60%%, rtt: { west: 60ms } }, west: { users: 40%% } }
                components:
                  web: { kind: server, regions: [east, west], nodes: 4, service: 5ms, versions: { v2: {} } }
                requests:
                  page: { rate: 500/s, path: [web] }
                faults: [ at 30s: errors web 20%% as migrated, at 30s: deploy web/east v2 ]
                predict:
                  it: page.error_rate ~ 8%% +/- 100%% from 32s to 3m
                """;
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(site.formatted(seed)), "it"), 0.08, 0.02);
    }
}
