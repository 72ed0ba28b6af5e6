package dev.brownout.component.idgenerator;

import dev.brownout.id.RandomIdCollisions;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Counts of the identifiers issued so far, in the order of their creation. */
final class IssuedIds {
    record Measures(
            @Doc("Identifiers issued.") @ChartTitle("Identifiers issued by {}")
            Counter ids,

            @Doc("Identifiers that had been issued before.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Duplicate identifiers of {}")
            @Loss("duplicate identifiers")
            Counter duplicate_ids,

            @Doc("Identifiers smaller than an earlier one.") @ChartTitle("Out-of-order identifiers of {}")
            Counter order_inversions,

            @Doc("Calls refused because the clock of the worker had moved back.")
            @ChartTitle("Calls refused by {} (clock moved back)")
            Counter refused_ids,

            @Doc("Identifiers delayed until the clock of the worker caught up.")
            @ChartTitle("Identifiers of {} delayed by a clock")
            Counter delayed_ids,

            @Doc("For random identifiers: the probability that at least two of the issued ones are "
                    + "equal. UUIDs of version 7 can be equal only within a millisecond.")
            @InstrumentUnit("ratio")
            DerivedGauge duplicate_probability) {}

    private final Simulation simulation;
    private final Measures measures;
    private long largest = Long.MIN_VALUE;
    private long largestRest = Long.MIN_VALUE;
    /** Pairs of identifiers of the same millisecond; {@code null} unless these alone can be equal. */
    private Counter pairs;

    private long millisecond = Long.MIN_VALUE;
    private long inMillisecond;

    IssuedIds(Simulation simulation, Measures measures) {
        this.simulation = simulation;
        this.measures = measures;
    }

    /** Derives the probability of duplicates among random identifiers. */
    void random(RandomIdCollisions space) {
        measures.duplicate_probability()
                .is(span -> space.duplicateProbability(measures.ids().total(span)));
    }

    /**
     * Derives the probability of duplicates among random identifiers with a leading time in milliseconds.
     *
     * @param space the identifiers of one millisecond
     */
    void randomPerMillisecond(RandomIdCollisions space, TimeGrid grid) {
        pairs = new Counter(grid);
        measures.duplicate_probability().is(span -> space.duplicateProbabilityOfPairs(pairs.total(span)));
    }

    /**
     * Counts a new identifier.
     *
     * @param value leading part of the identifier
     * @param rest trailing part of the identifier; 0 for none
     * @param fresh whether the identifier was never issued before
     */
    void add(long value, long rest, boolean fresh) {
        long now = simulation.now();
        measures.ids().add(now);
        if (!fresh) {
            measures.duplicate_ids().add(now);
        }
        if (pairs != null) {
            countPairs(now, value);
        }
        if (value < largest || value == largest && rest < largestRest) {
            measures.order_inversions().add(now);
        } else {
            largest = value;
            largestRest = rest;
        }
    }

    private void countPairs(long now, long value) {
        if (value != millisecond) {
            millisecond = value;
            inMillisecond = 0;
        }
        pairs.add(now, inMillisecond);
        inMillisecond++;
    }

    void refused() {
        measures.refused_ids().add(simulation.now());
    }

    void delayed() {
        measures.delayed_ids().add(simulation.now());
    }
}
