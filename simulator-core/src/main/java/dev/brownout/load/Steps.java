package dev.brownout.load;

import java.util.List;

/** Several rates one after another, each for the same time; the last one stays. */
public record Steps(List<Double> rates, long everyNanos) implements Flow {

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
        return Straight.level(step * everyNanos, step == last ? FOREVER : (step + 1) * everyNanos, rates.get(step));
    }

    @Override
    public long lengthNanos() {
        return Math.multiplyHigh(rates.size(), everyNanos) > 0 || rates.size() * everyNanos < 0
                ? FOREVER
                : rates.size() * everyNanos;
    }
}
