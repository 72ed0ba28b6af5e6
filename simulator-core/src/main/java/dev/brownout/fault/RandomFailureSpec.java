package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.DeclaresMetrics;
import java.util.Optional;

/**
 * Random failures of the hosts of a component. Each host alternates between times to failure and repair times. Hosts
 * are independent except for shared repair crews. A host out of service does not fail. Without a limit on crews, the
 * availability of a host is mtbf / (mtbf + mttr) for any distributions (Barlow and Proschan, Statistical Theory of
 * Reliability).
 */
@Doc("Failures of machines by chance.")
@DeclaresMetrics({RandomFailureSpec.Measures.class, RandomFailureSpec.RequiredMachines.class})
public record RandomFailureSpec(
        @Doc("How long a machine works before it fails: a duration is the mean of exponential times, a distribution is"
                + " taken as it is.")
        @AtLeast(1_000_000)
        Distribution mtbf,

        @Doc("How long its repair takes once somebody works on it: likewise.")
        @Default("10m")
        @AtLeast(1_000_000)
        @DefaultSource("a machine replaced by hand; no authority")
        Distribution mttr,

        @Doc("How many machines can be repaired at the same time, in all regions together; the others wait.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000)
        Optional<Integer> repair_crews,

        @Doc("What a failure is: crash, power-off, blackhole, hang or pause.") @Default("crash")
        FailureMode fails_by,

        @Doc("How many machines must work; 'enough' says for which share of the time they do.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @AtMost(1_000_000)
        Optional<Integer> needs) {

    /** Metrics of a component with random failures. */
    public record Measures(
            @Doc("Failures of machines by chance.") @ChartTitle("Machines that fail at {}")
            Counter failures,

            @Doc("Machines that work: in service and up, time-weighted.") @ChartTitle("Machines of {} that work")
            TimeWeighted up) {}

    /** Additional metrics of a component with a required number of working hosts. */
    public record RequiredMachines(
            @Doc("Share of the time in which at least as many machines worked as the component needs.")
            @ChartTitle("Time in which enough machines of {} work")
            Occupancy enough,

            @Doc("How often there were fewer machines than the component needs.")
            @ChartTitle("Times with too few machines of {}")
            Counter shortages) {}

    /** Returns the distribution of times to failure, in ns. */
    public Distribution timesToFailure() {
        return aroundMean(mtbf);
    }

    /** Returns the distribution of repair times, in ns. */
    public Distribution timesOfRepair() {
        return aroundMean(mttr);
    }

    private static Distribution aroundMean(Distribution law) {
        return law.constantValue().isPresent() ? new ExponentialDistribution(law.mean()) : law;
    }
}
