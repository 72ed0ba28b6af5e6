package dev.brownout.workload;

import static dev.brownout.spec.InUnit.Unit.NANOSECONDS;
import static dev.brownout.spec.InUnit.Unit.PER_SECOND;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;
import java.util.List;

/** Sequence of several rates of equal duration. The last rate has no end. */
@Kind("step")
@Doc("Poisson, with several rates one after the other.")
@Example("step(100/s 180/s 240/s every=2m)")
public record StepLoad(
        @Doc("Rates in their order.") @InUnit(PER_SECOND) @InvalidArgumentMessage(missing = NEEDED)
        List<Double> rates,

        @Doc("Duration of each rate; the last one lasts to the end.")
        @YamlName("every")
        @InUnit(NANOSECONDS)
        @InvalidArgumentMessage(missing = NEEDED)
        long everyNanos)
        implements OpenLoad {

    /** Error message if rates or time are missing. */
    static final String NEEDED = "rates and a time, as in step(100/s 180/s 240/s every=2m)";

    /**
     * Throws unless there is a rate, all rates are from 0 to 10<sup>9</sup> requests per second, and the time is above
     * 0.
     */
    public StepLoad {
        rates = List.copyOf(rates);
        LoadArguments.require(!rates.isEmpty(), "steps need at least one rate", rates);
        rates.forEach(rate -> LoadArguments.rate("rate", rate));
        LoadArguments.span("every", everyNanos);
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        int last = rates.size() - 1;
        int step = (int) Math.min(last, atNanos / everyNanos);
        return RateSegment.level(step * everyNanos, step == last ? FOREVER : (step + 1) * everyNanos, rates.get(step));
    }

    @Override
    public long lengthNanos() {
        return Math.multiplyHigh(rates.size(), everyNanos) > 0 || rates.size() * everyNanos < 0
                ? FOREVER
                : rates.size() * everyNanos;
    }
}
