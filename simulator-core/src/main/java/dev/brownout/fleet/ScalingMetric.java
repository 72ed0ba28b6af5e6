package dev.brownout.fleet;

import dev.brownout.sla.Quantity;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FixedSpelling;
import java.util.Locale;

/** Metric of an autoscaler. */
public enum ScalingMetric implements FixedSpelling {
    @Doc("Utilization of the cores of the ready nodes; at most 100%.")
    CPU(Quantity.Unit.RATIO, "a utilization such as 60%"),
    @Doc("Arriving calls per second and node.")
    REQUESTS(Quantity.Unit.RATE, "a rate per node such as 120/s"),
    @Doc("Calls in service or waiting, per node.")
    IN_FLIGHT(Quantity.Unit.COUNT, "a number of calls per node such as 50"),
    @Doc("Waiting messages in the consumed queue, per node.")
    QUEUE_DEPTH(Quantity.Unit.COUNT, "a number of messages per node such as 100"),
    @Doc("Age of the oldest waiting message in the consumed queue.")
    QUEUE_AGE(Quantity.Unit.TIME, "an age such as 30s");

    private final Quantity.Unit unit;
    private final String example;

    ScalingMetric(Quantity.Unit unit, String example) {
        this.unit = unit;
        this.example = example;
    }

    /** Returns the unit of the target. */
    Quantity.Unit unit() {
        return unit;
    }

    /** Returns a description of the target with an example. */
    String example() {
        return example;
    }

    /** Returns whether the metric is read from the queue that the hosts consume. */
    public boolean ofQueue() {
        return this == QUEUE_DEPTH || this == QUEUE_AGE;
    }

    /** Returns whether the metric is a sum shared by the hosts, and not a mean over the ready ones. */
    boolean shared() {
        return this != CPU && this != QUEUE_AGE;
    }

    @Override
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
