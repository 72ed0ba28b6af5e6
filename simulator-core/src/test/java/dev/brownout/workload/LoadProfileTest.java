package dev.brownout.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoadProfileTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private static List<OpenLoad> flows() {
        SpikeLoad spike = new SpikeLoad(800, 3000, 5 * MINUTE, 40 * MINUTE, MINUTE);
        return List.of(
                new PoissonLoad(720),
                new ConstantIntervalLoad(50),
                new RampLoad(100, 500, 5 * MINUTE),
                new RampLoad(500, 0, 50 * MINUTE),
                new StepLoad(List.of(100.0, 180.0, 240.0), 2 * MINUTE),
                spike,
                new SpikeLoad(10, 20, 0, MINUTE, 0),
                new DiurnalLoad(100, 900, 20 * HOUR),
                new DiurnalLoad(0, 600, 0, 7 * MINUTE),
                new SequentialLoad(
                        List.of(
                                new SequentialLoad.Stage(new RampLoad(0, 300, MINUTE), 3 * MINUTE),
                                new SequentialLoad.Stage(new DiurnalLoad(10, 20, 0, MINUTE), 4 * MINUTE),
                                new SequentialLoad.Stage(spike, spike.lengthNanos())),
                        new StepLoad(List.of(5.0, 6.0), MINUTE)));
    }

    /** By Little's law, as each user is connected or waits to reconnect. */
    @ParameterizedTest
    @CsvSource({"1000, 10, 5", "1000, 60, 15", "20, 1, 0.5", "300000, 3600, 30"})
    void connectionsBeginAtTheRateOfTheirCycles(int users, double seconds, double reconnectSeconds) {
        Distribution lasts = new ConstantDistribution(seconds * SECOND);
        Distribution reconnect = new ConstantDistribution(reconnectSeconds * SECOND);
        ConnectionLoad load = new ConnectionLoad(users, reconnect, Optional.of(lasts), Optional.empty());
        assertThat(load.ratePerSecond(0)).isCloseTo(users / (seconds + reconnectSeconds), within(1e-9 * users));
        assertThat(load.expected(MINUTE, 3 * MINUTE))
                .isCloseTo(120 * users / (seconds + reconnectSeconds), within(1e-6 * users));
        assertThat(new ConnectionLoad(users, reconnect, Optional.empty(), Optional.empty()).ratePerSecond(0))
                .isZero();
    }

    @Test
    void steadyRateIsConstant() {
        assertThat(new PoissonLoad(720).ratePerSecond(0)).isEqualTo(720);
        assertThat(new PoissonLoad(720).ratePerSecond(100 * HOUR)).isEqualTo(720);
        assertThat(new PoissonLoad(720).expected(HOUR, 2 * HOUR)).isCloseTo(720 * 3600, within(1e-6));
        assertThat(new PoissonLoad(720).lengthNanos()).isEqualTo(LoadProfile.FOREVER);
    }

    @Test
    void aRampClimbsEvenlyAndHoldsItsEnd() {
        RampLoad ramp = new RampLoad(100, 500, 5 * MINUTE);
        assertRates(ramp, 0, 100, 150 * SECOND, 300, 5 * MINUTE, 500, HOUR, 500);
        assertThat(ramp.expected(0, 5 * MINUTE)).isCloseTo(300 * 300, within(1e-6));
        assertThat(ramp.expected(4 * MINUTE, 6 * MINUTE)).isCloseTo(460 * 60 + 500 * 60, within(1e-6));
        assertThat(ramp.lengthNanos()).isEqualTo(5 * MINUTE);
    }

    @Test
    void theLastStepHolds() {
        StepLoad steps = new StepLoad(List.of(100.0, 180.0, 240.0), 2 * MINUTE);
        assertRates(steps, 0, 100, 2 * MINUTE - 1, 100, 2 * MINUTE, 180, 4 * MINUTE, 240, HOUR, 240);
        assertThat(steps.expected(MINUTE, 5 * MINUTE)).isCloseTo(60 * (100 + 360 + 240), within(1e-6));
        assertThat(steps.lengthNanos()).isEqualTo(6 * MINUTE);
    }

    @Test
    void aSpikeRampsUpAndDownWithinItsTime() {
        SpikeLoad spike = new SpikeLoad(800, 3000, 5 * MINUTE, 40 * MINUTE, MINUTE);
        assertRates(spike, 0, 800, 5 * MINUTE, 800, 330 * SECOND, 1900, 6 * MINUTE, 3000, 44 * MINUTE, 3000);
        assertRates(spike, 44 * MINUTE + 30 * SECOND, 1900, 45 * MINUTE, 800, 10 * HOUR, 800);
        assertThat(spike.expected(0, HOUR)).isCloseTo(60 * (20 * 800 + 38 * 3000 + 2 * 1900), within(1e-5));
    }

    @Test
    void aDaySwingsBetweenMinAndMax() {
        DiurnalLoad day = new DiurnalLoad(100, 900, 20 * HOUR);
        assertRates(day, 20 * HOUR, 900, 8 * HOUR, 100, 14 * HOUR, 500, 44 * HOUR, 900);
        assertThat(day.expected(0, 24 * HOUR)).isCloseTo(500 * 86400, within(1e-3));
    }

    @Test
    void aSineHasItsKnownIntegrals() {
        DiurnalLoad sine = new DiurnalLoad(100, 900, 15 * MINUTE, HOUR);
        assertThat(sine.expected(0, HOUR)).isCloseTo(1_800_000, within(1e-3));
        assertThat(sine.expected(0, 15 * MINUTE)).isCloseTo(679_183.1, within(0.05));
    }

    @Test
    void sequentialLoadRunsEachStageOnItsOwnClock() {
        SequentialLoad list = new SequentialLoad(
                List.of(
                        new SequentialLoad.Stage(new PoissonLoad(10), MINUTE),
                        new SequentialLoad.Stage(new RampLoad(100, 200, MINUTE), 2 * MINUTE)),
                new StepLoad(List.of(5.0, 6.0), MINUTE));
        assertRates(list, 0, 10, MINUTE, 100, 90 * SECOND, 150, 2 * MINUTE, 200, 3 * MINUTE, 5, 4 * MINUTE, 6);
        assertThat(list.expected(0, 5 * MINUTE)).isCloseTo(60 * (10 + 150 + 200 + 5 + 6), within(1e-6));
        assertThat(list.lengthNanos()).isEqualTo(5 * MINUTE);
        assertThat(new SequentialLoad(List.of(), new PoissonLoad(3)).lengthNanos())
                .isEqualTo(LoadProfile.FOREVER);
    }

    /** Compares the exact integral with a sum of small trapezia. */
    @ParameterizedTest
    @MethodSource("flows")
    void integralMatchesTheRate(OpenLoad flow) {
        long step = 500_000_000L;
        double sum = 0;
        for (long instant = 0; instant < HOUR; instant += step) {
            sum += (flow.ratePerSecond(instant) + flow.ratePerSecond(instant + step - 1)) / 4;
        }
        assertThat(flow.expected(0, HOUR)).isCloseTo(sum, within(1e-5 * sum));
        assertThat(flow.expected(7, MINUTE) + flow.expected(MINUTE, HOUR) + flow.expected(0, 7))
                .isCloseTo(flow.expected(0, HOUR), within(1e-9 * sum));
        assertThat(flow.expected(HOUR, HOUR)).isZero();
    }

    /** The number of expected requests during a wait equals the number for which the wait was computed. */
    @ParameterizedTest
    @MethodSource("flows")
    void waitingInvertsTheIntegral(OpenLoad flow) {
        for (long instant = 0; instant < HOUR; instant += 37 * SECOND) {
            RateSegment stretch = flow.stretchAt(instant);
            double offset = instant - stretch.fromNanos() + 0.25;
            for (double expected : new double[] {1e-9, 0.01, 1, 40, 3000}) {
                double wait = stretch.wait(offset, expected);
                if (offset + wait < stretch.untilNanos() - stretch.fromNanos()) {
                    assertThat(stretch.expected(offset, offset + wait))
                            .isCloseTo(expected, within(2e-8 + 1e-9 * expected));
                }
            }
        }
    }

    @Test
    void closedLoadIsLimitedByTheThinkTime() {
        ClosedLoad users = new ClosedLoad(500, new ExponentialDistribution(7e9));
        assertThat(users.ratePerSecond(0)).isCloseTo(500 / 7.0, within(1e-9));
        assertThat(users.expected(0, 7 * SECOND)).isCloseTo(500, within(1e-9));
    }

    @Test
    void traceCountsItsRecordedArrivals() {
        TraceArrivals trace = new TraceArrivals(0, 5, 5, SECOND, 3 * SECOND);
        assertThat(trace.expected(0, 5)).isEqualTo(1);
        assertThat(trace.expected(5, SECOND + 1)).isEqualTo(3);
        assertThat(trace.ratePerSecond(SECOND / 2)).isEqualTo(3);
        assertThat(trace.ratePerSecond(2 * SECOND)).isZero();
    }

    @Test
    void refusesParametersOutOfRangeByName() {
        onRefused(() -> new PoissonLoad(-1), "rate must be from 0");
        onRefused(() -> new PoissonLoad(Double.NaN), "rate must be from 0");
        onRefused(() -> new ConstantIntervalLoad(2e9), "rate must be from 0 to 1e9");
        onRefused(() -> new RampLoad(1, 2, 0), "over must be > 0");
        onRefused(() -> new StepLoad(List.of(), 5), "at least one rate");
        onRefused(() -> new StepLoad(List.of(1.0), 0), "every must be > 0");
        onRefused(() -> new SpikeLoad(1, 2, -1, 5, 1), "at must be >= 0");
        onRefused(() -> new SpikeLoad(1, 2, 1, 5, 3), "ramp must be from 0 to half of for");
        onRefused(() -> new DiurnalLoad(5, 4, 0), "max must be above 0 and not below min");
        onRefused(() -> new SequentialLoad.Stage(new PoissonLoad(1), LoadProfile.FOREVER), "need an end");
        onRefused(() -> new ClosedLoad(0, new ExponentialDistribution(1)), "users must be >= 1");
        onRefused(() -> new TraceArrivals(5, 4), "in order");
        onRefused(() -> new LoadMultiplier(5, 5, 1), "must end after its beginning");
        onRefused(() -> new LoadMultiplier(5, 6, -1), "factor of a surge");
    }

    private static void assertRates(OpenLoad flow, double... instantsAndRates) {
        for (int i = 0; i < instantsAndRates.length; i += 2) {
            assertThat(flow.ratePerSecond((long) instantsAndRates[i])).isCloseTo(instantsAndRates[i + 1], within(1e-6));
        }
    }

    private static void onRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
