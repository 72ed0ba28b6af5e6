package dev.brownout.healthcheck;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.network.Link;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.network.Probe;
import dev.brownout.random.KeyedRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    private final NetworkTestBench bench = new NetworkTestBench(MS / 2);
    private final Host checker = bench.host("lb", "1", "");
    private final Host target = bench.host("web", "1", "");
    private final List<String> turns = new ArrayList<>();

    private HealthCheck startCheck(Probe.Depth depth, CheckSchedule rhythm, long timeoutNanos, String phase) {
        Probe probe = new Probe(bench.simulation, bench.network, checker, target, depth, timeoutNanos);
        return new HealthCheck(
                bench.simulation,
                rhythm,
                new KeyedRandom(KeyedRandom.key(1, 0, phase)),
                probe::run,
                isUp -> turns.add((isUp ? "up " : "down ") + Math.round(bench.simulation.now() / 1e9)));
    }

    private double detectionSeconds(int tries, Consumer<Host> fault, long timeoutNanos) {
        double sum = 0;
        double longest = 0;
        for (int i = 0; i < tries; i++) {
            NetworkTestBench own = new NetworkTestBench(0);
            Host from = own.host("lb", "1", "");
            Host to = own.host("web", "1", "");
            Probe probe = new Probe(own.simulation, own.network, from, to, Probe.Depth.HTTP, timeoutNanos);
            long[] seen = {0};
            HealthCheck watch = new HealthCheck(
                    own.simulation,
                    new CheckSchedule(10 * SECOND, 3, 2),
                    new KeyedRandom(KeyedRandom.key(i, 0, "phase")),
                    probe::run,
                    isUp -> seen[0] = own.simulation.now());
            watch.start();
            own.scheduleAt(100 * SECOND, () -> fault.accept(to));
            own.simulation.runUntil(200 * SECOND);
            double seconds = seen[0] / 1e9 - 100;
            sum += seconds;
            longest = Math.max(longest, seconds);
        }
        assertThat(longest).isLessThanOrEqualTo(30 + timeoutNanos / 1e9).isGreaterThan(29);
        return sum / tries;
    }

    @Test
    void refusalIsDetectedWithoutTheTimeout() {
        double seconds = detectionSeconds(5_000, host -> host.begin(FailureMode.CRASH), 9 * SECOND);
        assertThat(seconds).isCloseTo(25, withinPercentage(2));
    }

    @Test
    void aHungProcessPassesTcpAndFailsHttp() {
        CheckSchedule rhythm = new CheckSchedule(SECOND, 2, 2);
        HealthCheck tcp = startCheck(Probe.Depth.TCP, rhythm, SECOND / 2, "tcp");
        tcp.start();
        target.begin(FailureMode.HANG);
        bench.simulation.runUntil(20 * SECOND);
        assertThat(tcp.isUp()).isTrue();
        HealthCheck http = startCheck(Probe.Depth.HTTP, rhythm, SECOND / 2, "http");
        http.start();
        bench.simulation.runUntil(40 * SECOND);
        assertThat(http.isUp()).isFalse();
        target.end(FailureMode.HANG);
        bench.simulation.runUntil(60 * SECOND);
        assertThat(http.isUp()).isTrue();
        assertThat(turns).hasSize(2);
    }

    @Test
    void onlyConsecutiveChecksCount() {
        HealthCheck watch = startCheck(Probe.Depth.HTTP, new CheckSchedule(SECOND, 3, 2), SECOND / 2, "row");
        watch.start();
        for (int i = 0; i < 10; i++) {
            bench.scheduleAt((3L * i + 1) * SECOND, () -> target.begin(FailureMode.CRASH));
            bench.scheduleAt((3L * i + 3) * SECOND, () -> target.end(FailureMode.CRASH));
        }
        bench.simulation.runUntil(40 * SECOND);
        assertThat(turns).isEmpty();
    }

    @Test
    void slowHostWithErrorsPasses() {
        target.slow(100);
        target.fail(1);
        HealthCheck watch = startCheck(Probe.Depth.HTTP, new CheckSchedule(SECOND, 1, 1), SECOND / 2, "gray");
        watch.start();
        bench.simulation.runUntil(40 * SECOND);
        assertThat(watch.isUp()).isTrue();
    }

    @Test
    void aPauseLongerThanTheTimeoutFailsAndAShortOnePasses() {
        HealthCheck watch = startCheck(Probe.Depth.HTTP, new CheckSchedule(2 * SECOND, 1, 1), SECOND, "pause");
        watch.start();
        bench.scheduleAt(10 * SECOND, () -> target.begin(FailureMode.PAUSE));
        bench.scheduleAt(10 * SECOND + SECOND / 2, () -> target.end(FailureMode.PAUSE));
        bench.simulation.runUntil(20 * SECOND);
        assertThat(turns).isEmpty();
        bench.scheduleAt(20 * SECOND, () -> target.begin(FailureMode.PAUSE));
        bench.scheduleAt(30 * SECOND, () -> target.end(FailureMode.PAUSE));
        bench.simulation.runUntil(40 * SECOND);
        assertThat(turns).hasSize(2);
    }

    @Test
    void isolatedCheckerSeesItsTargetAsDown() {
        HealthCheck watch = startCheck(Probe.Depth.HTTP, new CheckSchedule(SECOND, 3, 2), SECOND / 2, "dark");
        watch.start();
        bench.scheduleAt(10 * SECOND, () -> checker.begin(FailureMode.BLACKHOLE));
        bench.scheduleAt(20 * SECOND, () -> checker.end(FailureMode.BLACKHOLE));
        bench.scheduleAt(40 * SECOND, () -> bench.network.links("", "").forEach(Link::cut));
        bench.simulation.runUntil(60 * SECOND);
        assertThat(turns).hasSize(3);
        assertThat(turns.get(2)).startsWith("down 4");
    }

    @Test
    void packetLossFailsChecksIndependently() {
        bench.network.link(checker, target).degrade(new Link.Degradation(0, 0.5, Double.POSITIVE_INFINITY));
        Host other = bench.host("web", "2", "");
        boolean[][] passed = new boolean[2][1_000];
        List<Host> targets = List.of(target, other);
        for (int machine = 0; machine < 2; machine++) {
            int check = machine;
            Probe probe = new Probe(
                    bench.simulation, bench.network, checker, targets.get(machine), Probe.Depth.HTTP, 100 * MS);
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                bench.scheduleAt(
                        number * SECOND / 2, () -> probe.run(isReported -> passed[check][number] = isReported));
            }
        }
        bench.simulation.runUntil(550 * SECOND);
        int both = 0;
        for (int i = 0; i < 1_000; i++) {
            both += passed[0][i] && passed[1][i] ? 1 : 0;
        }
        double share = 0.25 * 0.25;
        assertThat(both / 1_000.0).isBetween(share - 0.035, share + 0.035);
    }

    @Test
    void rejectsATimeoutLongerThanThePeriod() {
        assertThatThrownBy(() -> new HealthSpec(Duration.ofSeconds(1), 3, 2, Duration.ofSeconds(2), Probe.Depth.HTTP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'timeout' of a check must not exceed its interval");
    }
}
