package dev.brownout.component.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlierDetectorTest {
    private static final long SECOND = 1_000_000_000;

    private final Simulation simulation = new Simulation();
    private final List<String> notifications = new ArrayList<>();

    private OutlierDetector outliers(int machines, double maxEjected) {
        OutlierSpec spec = new OutlierSpec(
                5, Duration.ofSeconds(30), Duration.ofSeconds(70), Duration.ofSeconds(10), new Share(maxEjected));
        OutlierDetector outliers = new OutlierDetector(
                spec,
                simulation,
                machines,
                (machine, back) ->
                        notifications.add(machine + (back ? " back at " : " out at ") + simulation.now() / SECOND));
        outliers.start();
        return outliers;
    }

    private void calls(OutlierDetector outliers, long atSecond, int machine, int many, Outcome outcome) {
        simulation.scheduleAt(
                atSecond * SECOND,
                step -> {
                    for (int i = 0; i < many; i++) {
                        outliers.recordCallEnd(machine, outcome);
                    }
                },
                0);
    }

    @Test
    void ejectsAfterFiveConsecutiveFailuresAndReturnsAtASweep() {
        OutlierDetector outliers = outliers(10, 0.1);
        calls(outliers, 1, 3, 4, Outcome.FAILED);
        calls(outliers, 2, 3, 1, Outcome.OK);
        calls(outliers, 3, 3, 4, Outcome.FAILED);
        calls(outliers, 4, 3, 1, Outcome.LIMITED);
        calls(outliers, 5, 3, 1, Outcome.RESET);
        simulation.runUntil(100 * SECOND);
        assertThat(notifications).containsExactly("3 out at 5", "3 back at 40");
    }

    @Test
    void repeatedEjectionsLastLonger() {
        OutlierDetector outliers = outliers(10, 0.1);
        calls(outliers, 1, 0, 5, Outcome.FAILED);
        calls(outliers, 45, 0, 5, Outcome.FAILED);
        calls(outliers, 115, 0, 5, Outcome.FAILED);
        calls(outliers, 250, 0, 5, Outcome.FAILED);
        simulation.runUntil(300 * SECOND);
        assertThat(notifications)
                .containsExactly(
                        "0 out at 1",
                        "0 back at 40",
                        "0 out at 45",
                        "0 back at 110",
                        "0 out at 115",
                        "0 back at 190",
                        "0 out at 250",
                        "0 back at 280");
    }

    @Test
    void ejectedHostsAreLimitedToTheShareButAtLeastOne() {
        OutlierDetector few = outliers(5, 0.1);
        calls(few, 1, 0, 5, Outcome.FAILED);
        calls(few, 2, 1, 50, Outcome.FAILED);
        simulation.runUntil(5 * SECOND);
        assertThat(notifications).containsExactly("0 out at 1");
        OutlierDetector many = outliers(20, 0.1);
        calls(many, 6, 0, 5, Outcome.FAILED);
        calls(many, 6, 1, 5, Outcome.FAILED);
        calls(many, 6, 2, 5, Outcome.FAILED);
        simulation.runUntil(7 * SECOND);
        assertThat(notifications).containsExactly("0 out at 1", "0 out at 6", "1 out at 6");
    }
}
