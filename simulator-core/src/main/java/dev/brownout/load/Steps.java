package dev.brownout.load;

import static dev.brownout.vocabulary.In.Unit.NANOSECONDS;
import static dev.brownout.vocabulary.In.Unit.PER_SECOND;

import dev.brownout.vocabulary.Complaint;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Named;
import java.util.List;

/** Several rates one after another, each for the same time; the last one stays. */
@Kind("step")
@Doc("Poisson, one rate after another.")
@Example("step(100/s 180/s 240/s every=2m)")
public record Steps(
        @In(PER_SECOND) @Complaint(missing = NEEDED) List<Double> rates,

        @Named("every") @In(NANOSECONDS) @Complaint(missing = NEEDED)
        long everyNanos)
        implements Flow {

    /** What is said where either is missing. */
    static final String NEEDED = "rates and a time, as in step(100/s 180/s 240/s every=2m)";

    /** Throws unless there is a rate, all are from 0 to 10<sup>9</sup> requests a second, and the time is above 0. */
    public Steps {
        rates = List.copyOf(rates);
        Require.that(!rates.isEmpty(), "steps need at least one rate", rates);
        rates.forEach(rate -> Require.rate("rate", rate));
        Require.span("every", everyNanos);
    }

    @Override
    public Stretch stretchAt(long atNanos) {
        int last = rates.size() - 1;
        int step = (int) Math.min(last, atNanos / everyNanos);
        return Stretch.level(step * everyNanos, step == last ? FOREVER : (step + 1) * everyNanos, rates.get(step));
    }

    @Override
    public long lengthNanos() {
        return Math.multiplyHigh(rates.size(), everyNanos) > 0 || rates.size() * everyNanos < 0
                ? FOREVER
                : rates.size() * everyNanos;
    }
}
