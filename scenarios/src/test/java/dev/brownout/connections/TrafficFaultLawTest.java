package dev.brownout.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traffic faults on closed-loop users and on users with connections: a factor of three or one half for a while. */
@Tag("law")
class TrafficFaultLawTest {
    private static String loop(int seed, String factor) {
        return """
                run: { duration: 60s, seed: %d }
                network: none
                components:
                  web: { kind: server, nodes: 1, cores: 64, service: 10ms }
                load: users(300 think=exp(1s))
                requests:
                  page: { path: [web] }
                faults:
                  - at 20s: traffic %s for 20s
                predict:
                  before: page.offered ~ 300 +/- 100%% from 0s to 20s
                  meanwhile: page.offered ~ 300 +/- 100%% from 20s to 40s
                  after: page.offered ~ 300 +/- 100%% from 40s to 60s
                """.formatted(seed, factor);
    }

    /**
     * Each user sends a request every 1.01 s. New users begin with an exponential think time, so that they are in the
     * steady state.
     */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({
        "x3, before, 5941",
        "x3, meanwhile, 17822",
        "x3, after, 5941",
        "x0.5, meanwhile, 2970",
        "x0.5, after, 5941",
    })
    void trafficFaultScalesAClosedLoop(String factor, String when, double requested) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(loop(seed, factor)), when),
                requested,
                requested * 0.002,
                0.01);
    }

    private static String chat(int seed, String factor) {
        return """
                run: { duration: 80s, seed: %d }
                components:
                  gateway: { kind: server, nodes: 4, cores: 20, service: 1ms, connections: 10k }
                  web: { kind: server, service: 1ms }
                requests:
                  connect: { rate: connections(4k reconnect=uniform(0s 10s)), timeout: 2s, path: [gateway] }
                  say: { rate: 10/s, steps: [web, { push: gateway, times: 50 }] }
                faults:
                  - at 20s: traffic %s for 30s
                predict:
                  before: gateway.connections ~ 4k +/- 100%% from 0s to 20s
                  coming: gateway.connections ~ 4k +/- 100%% from 20s to 30s
                  there: gateway.connections ~ 4k +/- 100%% from 31s to 50s
                  gone: gateway.connections ~ 4k +/- 100%% from 50s to 80s
                  fewer: gateway.connections ~ 4k +/- 100%% from 20s to 50s
                  coming back: gateway.connections ~ 4k +/- 100%% from 50s to 60s
                  back: gateway.connections ~ 4k +/- 100%% from 61s to 80s
                  half asked: connect.offered ~ 4k +/- 100%% from 20s to 25s
                  asked: connect.offered ~ 4k +/- 100%% from 20s to 80s
                  closed: gateway.connections_closed ~ 4k +/- 100%% from 20s to 80s
                  missed: gateway.push_miss_share ~ 30%% +/- 100%% from 20s to 30s
                  delivered: gateway.pushes_delivered ~ 4k +/- 100%% from 50s to 80s
                """.formatted(seed, factor);
    }

    /**
     * 8,000 more users connect evenly within 10 s and leave immediately; or 2,000 leave immediately and reconnect
     * within 10 s.
     */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({
        "x3, before, 4000",
        "x3, coming, 8000",
        "x3, there, 12000",
        "x3, gone, 4000",
        "x3, half asked, 4000",
        "x3, asked, 8000",
        "x3, closed, 8000",
        "x3, missed, 0.33333",
        "x3, delivered, 15000",
        "x0.5, fewer, 2000",
        "x0.5, coming back, 3000",
        "x0.5, back, 4000",
        "x0, coming back, 2000",
    })
    void trafficFaultScalesConnections(String factor, String name, double truth) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(chat(seed, factor)), name),
                truth,
                truth * 0.001,
                0.02);
    }

    /** The closed loop is solved for the number of users in each period. */
    @Test
    void analyticalLoadFollowsTheTrafficFault() {
        VariantResult loop = TestScenarioRunner.run(loop(1, "x3"));
        assertThat(offeredLoad(loop, "web")).containsExactly(297.0, 891.1, 297.0);
    }

    private static List<Double> offeredLoad(VariantResult result, String component) {
        return result.analysis().stations().stream()
                .filter(station -> station.station().equals(component))
                .map(Station::offeredPerSecond)
                .map(each -> Math.round(each * 10) / 10.0)
                .toList();
    }

    @Test
    void rejectsMoreThanTwoMillionUsers() {
        assertThatThrownBy(() -> TestScenarioRunner.run(loop(1, "x10000")))
                .hasMessageContaining("at 20s faults raise the load above its maximum of 2M users");
        assertThatThrownBy(() -> TestScenarioRunner.run(chat(1, "x1000")))
                .hasMessageContaining("at 20s faults raise the load above its maximum of 2M users");
    }
}
