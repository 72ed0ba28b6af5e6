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
 * Failures by chance of the machines of a component. Each machine works for a time and is repaired for a time, apart
 * from all others but for the crews that they share; a machine that is out of service does not fail. With own repair
 * its availability is mtbf / (mtbf + mttr), whatever the laws (Barlow and Proschan, Statistical Theory of Reliability).
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

    /** What is measured of any component whose machines fail by chance. */
    public record Measures(
            @Doc("Failures of machines by chance.") @ChartTitle("Machines that fail at {}")
            Counter failures,

            @Doc("Machines that work: in service and up, time-weighted.") @ChartTitle("Machines of {} that work")
            TimeWeighted up) {}

    /** What is measured besides where the component says how many machines it needs. */
    public record RequiredMachines(
            @Doc("Share of the time in which at least as many machines worked as the component needs.")
            @ChartTitle("Time in which enough machines of {} work")
            Occupancy enough,

            @Doc("How often there were fewer machines than the component needs.")
            @ChartTitle("Times with too few machines of {}")
            Counter shortages) {}

    /** Times to failure in nanoseconds. */
    public Distribution timesToFailure() {
        return aroundMean(mtbf);
    }

    /** Times of repair in nanoseconds. */
    public Distribution timesOfRepair() {
        return aroundMean(mttr);
    }

    private static Distribution aroundMean(Distribution law) {
        return law.constantValue().isPresent() ? new ExponentialDistribution(law.mean()) : law;
    }
}
