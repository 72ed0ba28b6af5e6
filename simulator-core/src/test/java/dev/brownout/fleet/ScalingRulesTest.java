package dev.brownout.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScalingRulesTest {
    private static final long SECOND = 1_000_000_000;

    private static AutoscaleSpec spec(int min, int max, Duration window) {
        ScalingRate pace = new ScalingRate(new Quantity(1, Quantity.Unit.RATIO), 4, Duration.ofSeconds(15));
        return spec(min, max, window, pace, pace);
    }

    private static AutoscaleSpec spec(int min, int max, Duration window, ScalingRate up, ScalingRate down) {
        return new AutoscaleSpec(
                ScalingMetric.CPU,
                new Quantity(0.6, Quantity.Unit.RATIO),
                min,
                max,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                new Share(0.1),
                up,
                down,
                window,
                new ConstantDistribution(0),
                Duration.ZERO);
    }

    @Test
    void meanAtTwiceTheTargetDoublesTheInstances() {
        assertThat(ScalingRules.byMean(4, 4, 0, 2, 0.1)).isEqualTo(8);
        assertThat(ScalingRules.byMean(4, 4, 0, 0.5, 0.1)).isEqualTo(2);
        assertThat(ScalingRules.byMean(3, 3, 0, 91.0 / 60, 0.1)).isEqualTo(5);
        assertThat(ScalingRules.byMean(9, 9, 0, 1 / 0.6, 0.1)).isEqualTo(15);
    }

    @Test
    void withinTheToleranceNothingChanges() {
        assertThat(ScalingRules.byMean(10, 10, 0, 1.08, 0.1)).isEqualTo(10);
        assertThat(ScalingRules.byMean(10, 10, 0, 1.12, 0.1)).isEqualTo(12);
        assertThat(ScalingRules.bySum(10, 10.9, 0.1)).isEqualTo(10);
        assertThat(ScalingRules.bySum(10, 11.2, 0.1)).isEqualTo(12);
    }

    @Test
    void startingInstancesCountAsIdleForScaleUp() {
        assertThat(ScalingRules.byMean(15, 9, 6, 1 / 0.6, 0.1)).isEqualTo(15);
        assertThat(ScalingRules.byMean(12, 9, 3, 1 / 0.6, 0.1)).isEqualTo(15);
        assertThat(ScalingRules.byMean(15, 15, 0, 1 / 0.6, 0.1)).isEqualTo(25);
    }

    @Test
    void startingInstancesDoNotCountForScaleDown() {
        assertThat(ScalingRules.byMean(15, 9, 6, 0.5, 0.1)).isEqualTo(5);
    }

    @Test
    void aTierAtMostDoublesOrGrowsByFourInOnePeriod() {
        AutoscalerHistory memory = new AutoscalerHistory(spec(1, 1000, Duration.ofMinutes(5)));
        assertThat(memory.decide(15 * SECOND, 1, 42)).isEqualTo(5);
        assertThat(memory.decide(20 * SECOND, 5, 42)).isEqualTo(5);
        assertThat(memory.decide(30 * SECOND, 5, 42)).isEqualTo(10);
        assertThat(memory.decide(45 * SECOND, 10, 42)).isEqualTo(20);
        assertThat(memory.decide(60 * SECOND, 20, 42)).isEqualTo(40);
        assertThat(memory.decide(75 * SECOND, 40, 42)).isEqualTo(42);
    }

    @Test
    void aTierShrinksToTheHighestNumberOfTheWindow() {
        AutoscalerHistory memory = new AutoscalerHistory(spec(1, 1000, Duration.ofSeconds(45)));
        assertThat(memory.decide(15 * SECOND, 20, 20)).isEqualTo(20);
        assertThat(memory.decide(30 * SECOND, 20, 8)).isEqualTo(20);
        assertThat(memory.decide(45 * SECOND, 20, 12)).isEqualTo(20);
        assertThat(memory.decide(60 * SECOND, 20, 7)).isEqualTo(12);
        assertThat(memory.decide(75 * SECOND, 12, 7)).isEqualTo(12);
        assertThat(memory.decide(90 * SECOND, 12, 7)).isEqualTo(7);
    }

    @Test
    void initialCountIsInTheScaleDownWindow() {
        AutoscalerHistory memory = new AutoscalerHistory(spec(1, 1000, Duration.ofMinutes(5)));
        assertThat(memory.decide(15 * SECOND, 10, 2)).isEqualTo(10);
        assertThat(memory.decide(300 * SECOND, 10, 2)).isEqualTo(10);
        assertThat(memory.decide(315 * SECOND, 10, 2)).isEqualTo(2);
    }

    @Test
    void aTierStaysWithinItsLimits() {
        AutoscalerHistory memory = new AutoscalerHistory(spec(3, 7, Duration.ZERO));
        assertThat(memory.decide(15 * SECOND, 5, 50)).isEqualTo(7);
        assertThat(memory.decide(30 * SECOND, 7, 1)).isEqualTo(3);
        assertThat(memory.decide(45 * SECOND, 1, 1)).isEqualTo(3);
    }

    private static ScalingRate rate(double share, int nodes, int seconds) {
        return new ScalingRate(new Quantity(share, Quantity.Unit.RATIO), nodes, Duration.ofSeconds(seconds));
    }

    /** Each pair of rate limits, with stabilization windows of 0 s, 1 min and 5 min. */
    private static List<AutoscaleSpec> policies() {
        List<ScalingRate> rates = new ArrayList<>();
        for (int seconds : new int[] {15, 60, 180}) {
            rates.addAll(List.of(rate(0, 0, seconds), rate(0.5, 0, seconds), rate(0.1, 1, seconds)));
            rates.addAll(List.of(rate(0, 3, seconds), rate(1, 4, seconds)));
        }
        List<ScalingRate> ups = new ArrayList<>(rates);
        ups.add(rate(9, 0, 60));
        ups.add(rate(2.5, 1, 15));
        List<AutoscaleSpec> all = new ArrayList<>();
        for (ScalingRate up : ups) {
            for (ScalingRate down : rates) {
                for (int window : new int[] {0, 60, 300}) {
                    all.add(spec(2, 120, Duration.ofSeconds(window), up, down));
                }
            }
        }
        return all;
    }

    /** Random recommendations that stay for some time, so that surges meet a tier that still shrinks. */
    private static int[] recommendations(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] all = new int[length];
        for (int i = 0; i < length; i++) {
            all[i] = i > 0 && random.nextInt(4) > 0 ? all[i - 1] : random.nextInt(1, 130);
        }
        return all;
    }

    @Test
    void decisionsAreThoseOfKubernetesAndNeverAgainstTheMetric() {
        long seed = 0;
        for (AutoscaleSpec spec : policies()) {
            check(spec, recommendations(seed++, 150));
        }
    }

    private static void check(AutoscaleSpec spec, int[] rights) {
        AutoscalerHistory history = new AutoscalerHistory(spec);
        KubernetesBehavior kubernetes = new KubernetesBehavior(spec);
        int current = 30;
        for (int i = 0; i < rights.length; i++) {
            int next = history.decide((i + 1L) * 15 * SECOND, current, rights[i]);
            assertThat(next).as("%s, step %d", spec, i).isEqualTo(kubernetes.decide((i + 1) * 15, current, rights[i]));
            int direction = Integer.signum(rights[i] - current);
            assertThat(Integer.signum(next - current))
                    .as("%s, step %d", spec, i)
                    .isIn(0, direction);
            current = next;
        }
    }

    /** Normalization of a recommendation by the controller of Kubernetes (horizontal.go), in seconds and replicas. */
    private static final class KubernetesBehavior {
        private final AutoscaleSpec spec;
        private final List<int[]> recommendations = new ArrayList<>();
        private final List<int[]> upEvents = new ArrayList<>();
        private final List<int[]> downEvents = new ArrayList<>();

        KubernetesBehavior(AutoscaleSpec spec) {
            this.spec = spec;
        }

        int decide(int now, int current, int right) {
            if (recommendations.isEmpty()) {
                recommendations.add(new int[] {now, current});
            }
            int down = right;
            for (int[] recommendation : recommendations) {
                boolean recent = recommendation[0] > now - spec.downWindow().toSeconds();
                down = recent ? Math.max(down, recommendation[1]) : down;
            }
            recommendations.add(new int[] {now, right});
            int stable = Math.min(Math.max(current, right), down);
            int next = limited(now, current, stable);
            if (next > current) {
                upEvents.add(new int[] {now, next - current});
            } else if (next < current) {
                downEvents.add(new int[] {now, current - next});
            }
            return next;
        }

        private int limited(int now, int current, int desired) {
            if (desired > current) {
                int start = start(now, current, spec.upPolicy());
                int pods = start + spec.upPolicy().nodes();
                int percent =
                        (int) Math.ceil(start * (1 + spec.upPolicy().share().value()));
                return Math.min(desired, Math.min(spec.max(), Math.max(current, Math.max(pods, percent))));
            }
            if (desired < current) {
                int start = start(now, current, spec.downPolicy());
                int pods = start - spec.downPolicy().nodes();
                int percent = (int) (start * (1 - spec.downPolicy().share().value()));
                return Math.max(desired, Math.max(spec.min(), Math.min(current, Math.min(pods, percent))));
            }
            return desired;
        }

        private int start(int now, int current, ScalingRate policy) {
            long since = now - policy.every().toSeconds();
            return current - sum(upEvents, since) + sum(downEvents, since);
        }

        private static int sum(List<int[]> events, long since) {
            return events.stream()
                    .filter(event -> event[0] > since)
                    .mapToInt(event -> event[1])
                    .sum();
        }
    }

    @Test
    void rejectsAScaleInByMoreThanAllNodesAndASharePerSecond() {
        assertThatThrownBy(() -> spec(1, 9, Duration.ZERO, rate(9, 0, 60), rate(1.01, 0, 60)))
                .hasMessage("the share of down_policy is at most 100%");
        assertThatThrownBy(() -> new ScalingRate(new Quantity(9, Quantity.Unit.COUNT), 0, Duration.ofSeconds(1)))
                .hasMessage("the share of a scaling policy is a percentage such as 900%");
        assertThatThrownBy(() -> rate(-0.1, 0, 60)).hasMessageContaining("percentage");
    }

    @Test
    void rejectsMinAboveMaxAndATargetInTheWrongUnit() {
        assertThatThrownBy(() -> spec(5, 4, Duration.ZERO)).hasMessageContaining("min (5) is more than max (4)");
        AutoscaleSpec good = spec(1, 4, Duration.ZERO);
        assertThatThrownBy(() -> new AutoscaleSpec(
                        ScalingMetric.REQUESTS,
                        good.target(),
                        1,
                        4,
                        good.sync(),
                        good.metricLag(),
                        good.tolerance(),
                        good.upPolicy(),
                        good.downPolicy(),
                        good.downWindow(),
                        good.startup(),
                        good.drain()))
                .hasMessage("the target of metric requests is a rate per node such as 120/s");
    }
}
