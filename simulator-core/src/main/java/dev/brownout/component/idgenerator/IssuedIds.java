package dev.brownout.component.idgenerator;

import dev.brownout.id.RandomIdCollisions;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.kernel.Simulation;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Counts of the identifiers issued so far, in the order of their creation. */
final class IssuedIds {
    record Measures(
            @Doc("Identifiers made.") @ChartTitle("Identifiers made by {}")
            Counter ids,

            @Doc("Identifiers that had been given before.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Identifiers given twice by {}")
            @Loss("duplicate identifiers")
            Counter duplicate_ids,

            @Doc("Identifiers smaller than one made before.")
            @ChartTitle("Identifiers of {} smaller than an earlier one")
            Counter order_inversions,

            @Doc("Calls that got no identifier because a clock had gone back.") @ChartTitle("Identifiers refused by {}")
            Counter refused_ids,

            @Doc("Identifiers that waited for a worker's clock.")
            @ChartTitle("Identifiers of {} that waited for a clock")
            Counter delayed_ids,

            @Doc("Of random identifiers: the probability that some of so many are equal.")
            DerivedGauge duplicate_probability) {}

    private final Simulation simulation;
    private final Measures measures;
    private long largest = Long.MIN_VALUE;
    private long largestRest = Long.MIN_VALUE;

    IssuedIds(Simulation simulation, Measures measures, RandomIdCollisions random) {
        this.simulation = simulation;
        this.measures = measures;
        if (random != null) {
            measures.duplicate_probability()
                    .is(
                            "ratio",
                            span -> random.duplicateProbability(measures.ids().total(span)));
        }
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
        if (value < largest || value == largest && rest < largestRest) {
            measures.order_inversions().add(now);
        } else {
            largest = value;
            largestRest = rest;
        }
    }

    void refused() {
        measures.refused_ids().add(simulation.now());
    }

    void delayed() {
        measures.delayed_ids().add(simulation.now());
    }
}
