package dev.brownout.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.host.Cores;
import dev.brownout.policy.bulkhead.BulkheadSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.random.ParetoDistribution;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Step;
import dev.brownout.step.CallComponentStep;
import dev.brownout.step.WaitStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forecasts for distributions with an infinite mean, which are reported as such and yield no load. */
class InfiniteMeanTest {
    private static final ParetoDistribution ENDLESS = new ParetoDistribution(1e6, 1);

    private static final String REPORTED =
            " is infinite, as of pareto with an alpha of 1 or less: its measurements grow"
                    + " with the length of the run, and there is no estimate";

    private static ServerSpec server(Distribution service, Cores.Scheduling scheduling, Integer workers) {
        return ServerSpecs.working(service, s -> {
            s.cores = 2;
            s.scheduling = scheduling;
            s.workers = Optional.ofNullable(workers);
        });
    }

    private static Analysis analysis(ServerSpec web, Step... downstream) {
        Step.Options few = new Step.Options(
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(new BulkheadSpec(5, Duration.ZERO, Optional.empty())));
        Step[] steps = new Step[downstream.length + 2];
        steps[0] = Scenes.visit("front");
        System.arraycopy(downstream, 0, steps, 1, downstream.length);
        steps[steps.length - 1] = new CallComponentStep("web", few);
        return CapacityForecast.of(Scenes.scene()
                        .withDuration(20, 2)
                        .seededBy("infinite mean")
                        .with("front", server(new ConstantDistribution(1e6), Cores.Scheduling.FIFO, 10))
                        .with("web", web)
                        .requesting("page", new PoissonLoad(50), null, Duration.ofSeconds(10), List.of(), steps)
                        .scenario())
                .analysis();
    }

    private static Station station(Analysis analysis, String name) {
        return analysis.stations().stream()
                .filter(s -> s.station().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void serviceTimeWithAnInfiniteMeanHasNoUtilization() {
        MixtureDistribution some =
                new MixtureDistribution(List.of(0.9, 0.1), List.of(new ConstantDistribution(1e6), ENDLESS));
        for (Distribution distribution : List.of(ENDLESS, new ParetoDistribution(1e6, 0.5), some)) {
            for (Cores.Scheduling scheduling : List.of(Cores.Scheduling.FIFO, Cores.Scheduling.PS)) {
                Analysis analysis = analysis(server(distribution, scheduling, null));
                assertThat(analysis.warnings())
                        .extracting(Object::toString)
                        .containsExactly("the mean of a distribution of web" + REPORTED);
                Station web = station(analysis, "web");
                assertThat(web.utilization()).isNaN();
                assertThat(web.capacityPerSecond()).isNaN();
                assertThat(web.formula().toString()).isEqualTo("no formula: the mean of the service time is infinite");
                assertThat(station(analysis, "front").utilization()).isCloseTo(0.025, within(1e-9));
                assertThat(analysis.bottleneck()).isEqualTo("front");
            }
        }
    }

    @Test
    void waitStepWithAnInfiniteMeanIsReported() {
        Analysis analysis = analysis(
                server(new ConstantDistribution(1e6), Cores.Scheduling.FIFO, null),
                new WaitStep(ENDLESS, Step.Options.NONE));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("the mean of a distribution of page" + REPORTED);
    }

    @Test
    void zeroShareOfAMixtureDoesNotAffectItsMoments() {
        MixtureDistribution none =
                new MixtureDistribution(List.of(1.0, 0.0), List.of(new ConstantDistribution(1e6), ENDLESS));
        assertThat(none.mean()).isEqualTo(1e6);
        assertThat(none.variance()).isZero();
    }

    @Test
    void infiniteVarianceHasAUtilizationButNoFormula() {
        Analysis analysis = analysis(ServerSpecs.working(new ParetoDistribution(1e6, 1.5), s -> {
            s.cores = 2;
            s.queue = Optional.empty();
        }));
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
        assertThat(station(analysis, "web").utilization()).isCloseTo(50 * 3e-3 / 2, within(1e-9));
        assertThat(station(analysis, "web").formula().toString())
                .isEqualTo("no formula: the variance of the service time is infinite");
    }

    /** Sizes are truncated at 2³¹ - 1 bytes: from 1 kB on, the mean is 1 kB (1 + ln(2147484)). */
    @Test
    void meanSizeIncludesTheTruncation() {
        double mean = Scenes.scene()
                .with("web", server(new ConstantDistribution(1e6), Cores.Scheduling.FIFO, null))
                .requesting("page", new PoissonLoad(1), null, null, List.of(), Scenes.visit("web"))
                .scenario()
                .workload()
                .requests()
                .get("page")
                .sized(new ParetoDistribution(1000, 1))
                .meanBytes();
        assertThat(mean).isCloseTo(1000 * (1 + Math.log(Integer.MAX_VALUE / 1000.0)), within(10.0));
    }
}
