package dev.brownout.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.ClosedLoop.Centre;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.runtime.Scenes;
import dev.brownout.workload.ClosedLoad;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private static Scenes fifty(double seconds) {
        return Scenes.scene()
                .withDuration(seconds, 20)
                .seededBy("fifty who think")
                .with("box", box(1, 20e6))
                .requesting(
                        "page",
                        new ClosedLoad(50, new ExponentialDistribution(1e9)),
                        null,
                        null,
                        List.of(),
                        Scenes.visit("box"));
    }

    private static ServerSpec box(int cores, double service) {
        return ServerSpecs.working(new ExponentialDistribution(service), s -> {
            s.cores = cores;
            s.queue = Optional.empty();
        });
    }

    /**
     * Returns the throughput from the birth-death chain of the customers at a station of c servers, with the think time
     * z.
     */
    private static double throughput(int customers, double z, double service, int c) {
        double share = 1;
        double sum = 1;
        double busy = 0;
        for (int n = 1; n <= customers; n++) {
            share *= (customers - n + 1) / z * service / Math.min(n, c);
            sum += share;
            busy += share * Math.min(n, c);
        }
        return busy / sum / service;
    }

    @Test
    void oneStationMatchesTheMachineRepairModel() {
        for (int servers : new int[] {1, 2, 7}) {
            ClosedLoop loop = new ClosedLoop(50, 1, List.of(new Centre(0.1, servers)));
            double known = throughput(50, 1, 0.1, servers);
            assertThat(loop.throughput()).isCloseTo(known, within(1e-9 * known));
            assertThat(loop.present(0)).isCloseTo(50 - known * 1, within(1e-7));
        }
    }

    @Test
    void severalStationsMatchMeanValueAnalysis() {
        double[] demands = {0.02, 0.05, 0.03};
        double[] present = new double[3];
        double throughput = 0;
        for (int n = 1; n <= 30; n++) {
            double cycle = 0.4;
            for (int i = 0; i < 3; i++) {
                cycle += demands[i] * (1 + present[i]);
            }
            throughput = n / cycle;
            for (int i = 0; i < 3; i++) {
                present[i] = throughput * demands[i] * (1 + present[i]);
            }
        }
        ClosedLoop loop =
                new ClosedLoop(30, 0.4, List.of(new Centre(0.02, 1), new Centre(0.05, 1), new Centre(0.03, 1)));
        assertThat(loop.throughput()).isCloseTo(throughput, within(1e-9 * throughput));
        for (int i = 0; i < 3; i++) {
            assertThat(loop.present(i)).isCloseTo(present[i], within(1e-8));
        }
    }

    @Test
    void closedLoopUsersAreForecastByMeanValueAnalysis() {
        Station box =
                CapacityForecast.of(fifty(60).scenario()).analysis().stations().get(0);
        assertThat(box.offeredPerSecond()).isCloseTo(44.8, within(0.05));
        assertThat(box.meanNanos()).isCloseTo(117e6, within(0.5e6));
        assertThat(box.formula().toString()).isEqualTo("closed loop of 50 users, mean value analysis");
    }

    @Test
    void measurementsMatchTheClosedLoopForecast() {
        Station box = fifty(2000).run().analysis().stations().get(0);
        assertThat(box.measuredUtilization()).isCloseTo(box.utilization(), within(0.01));
        assertThat(box.measuredMeanNanos()).isCloseTo(box.meanNanos(), within(0.05 * box.meanNanos()));
    }

    @Test
    void closedLoopUsersNeverExceedTheCapacity() {
        for (int users : new int[] {1, 50, 1000, 100_000, 2_000_000}) {
            Scenes crowd = Scenes.scene()
                    .with("box", box(2, 20e6))
                    .requesting(
                            "page",
                            new ClosedLoad(users, new ExponentialDistribution(1e9)),
                            null,
                            null,
                            List.of(),
                            Scenes.visit("box"));
            Analysis analysis = CapacityForecast.of(crowd.scenario()).analysis();
            assertThat(analysis.warnings())
                    .extracting(Object::toString)
                    .as(users + " users")
                    .isEmpty();
            assertThat(analysis.stations().get(0).utilization()).isBetween(0.009, 1 + 1e-9);
        }
    }

    @Test
    void oneUserWithoutThinkTimeKeepsOneServerBusy() {
        Scenes one = Scenes.scene()
                .with("box", box(1, 20e6))
                .requesting(
                        "page",
                        new ClosedLoad(1, new ExponentialDistribution(1)),
                        null,
                        null,
                        List.of(),
                        Scenes.visit("box"));
        assertThat(CapacityForecast.of(one.scenario())
                        .analysis()
                        .stations()
                        .get(0)
                        .offeredPerSecond())
                .isCloseTo(50, within(1e-3));
    }
}
