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
            Counter duplicateIds,

            @Doc("Identifiers smaller than an earlier one.") @ChartTitle("Out-of-order identifiers of {}")
            Counter orderInversions,

            @Doc("Calls refused because the clock of the worker had moved back.")
            @ChartTitle("Calls refused by {} (clock moved back)")
            Counter refusedIds,

            @Doc("Identifiers delayed until the clock of the worker caught up.")
            @ChartTitle("Identifiers of {} delayed by a clock")
            Counter delayedIds,

            @Doc("For random identifiers: the probability that at least two of the issued ones are "
                    + "equal. UUIDs of version 7 can be equal only within a millisecond.")
            @InstrumentUnit("ratio")
            DerivedGauge duplicateProbability) {}

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
        measures.duplicateProbability()
                .is(span -> space.duplicateProbability(measures.ids().total(span)));
    }

    /**
     * Derives the probability of duplicates among random identifiers with a leading time in milliseconds.
     *
     * @param space the identifiers of one millisecond
     */
    void randomPerMillisecond(RandomIdCollisions space, TimeGrid grid) {
        pairs = new Counter(grid);
        measures.duplicateProbability().is(span -> space.duplicateProbabilityOfPairs(pairs.total(span)));
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
            measures.duplicateIds().add(now);
        }
        if (pairs != null) {
            countPairs(now, value);
        }
        if (value < largest || value == largest && rest < largestRest) {
            measures.orderInversions().add(now);
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

    void onRefused() {
        measures.refusedIds().add(simulation.now());
    }

    void onDelayed() {
        measures.delayedIds().add(simulation.now());
    }
}
