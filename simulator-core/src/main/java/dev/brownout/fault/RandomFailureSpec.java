package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.sentence.InvalidValueException;
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
 * Random failures of the hosts of a component, and the number of working hosts that it needs. Each host alternates
 * between times to failure and repair times. Hosts are independent except for shared repair crews. A host out of
 * service does not fail. Without a limit on crews, the availability of a host is mtbf / (mtbf + mttr) for any
 * distributions (Barlow and Proschan, Statistical Theory of Reliability).
 */
@Doc("Random failures of nodes.")
@DeclaresMetrics({RandomFailureSpec.Measures.class, RandomFailureSpec.RequiredMachines.class})
public record RandomFailureSpec(
        @Doc("Time between failures of a node: a duration is the mean of an exponential "
                + "distribution; a distribution is used as it is.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1_000_000)
        Optional<Distribution> mtbf,

        @Doc("Repair time, without the wait for a repair crew: a duration is the mean of an "
                + "exponential distribution.")
        @Default("10m")
        @AtLeast(1_000_000)
        @DefaultSource("manual replacement of a node; our assumption")
        Distribution mttr,

        @Doc("Number of nodes that can be repaired at the same time, in all regions together; further ones wait.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000)
        Optional<Integer> repairCrews,

        @Doc("Kind of the failure: crash, power-off, blackhole, hang or pause.") @Default("crash")
        FailureMode failsBy,

        @Doc("Required number of working nodes; 'enough' is the share of the time in which they work.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @AtMost(1_000_000)
        Optional<Integer> needs) {
    /**
     * Validates the presence of failures or of a required number.
     *
     * @throws IllegalArgumentException if there is neither
     */
    public RandomFailureSpec {
        if (mtbf.isEmpty() && needs.isEmpty()) {
            throw new InvalidValueException("nodes without 'mtbf' do not fail; add, for example, mtbf: 2000h");
        }
    }

    /** Metrics of a component with random failures. */
    public record Measures(
            @Doc("Random failures of nodes.") @ChartTitle("Node failures of {}")
            Counter failures,

            @Doc("Working nodes: in service and up, time-weighted.") @ChartTitle("Working nodes of {}")
            TimeWeighted up) {}

    /** Additional metrics of a component with a required number of working hosts. */
    public record RequiredMachines(
            @Doc("Share of the time with at least as many working nodes as the component needs.")
            @ChartTitle("Time with enough working nodes of {}")
            Occupancy enough,

            @Doc("Number of times with fewer working nodes than the component needs.")
            @ChartTitle("Node shortages of {}")
            Counter shortages) {}

    /** Returns the distribution of times to failure, in ns; empty if only a number of nodes is required. */
    public Optional<Distribution> timesToFailure() {
        return mtbf.map(RandomFailureSpec::aroundMean);
    }

    /** Returns the distribution of repair times, in ns. */
    public Distribution timesOfRepair() {
        return aroundMean(mttr);
    }

    private static Distribution aroundMean(Distribution distribution) {
        return distribution.constantValue().isPresent()
                ? new ExponentialDistribution(distribution.mean())
                : distribution;
    }
}
