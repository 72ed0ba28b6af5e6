package dev.brownout.reality.product;

import java.util.List;
import java.util.function.Predicate;

/**
 * One measurement of a trial, while the product still runs.
 *
 * @param all results of all calls, in any order
 */
record Measured(ProductTrial trial, Site site, List<CallResult> all) {

    /** Returns the results after the warm-up. */
    List<CallResult> counted() {
        return all.stream()
                .filter(result -> result.planned() >= ProductTrial.WARMUP.toNanos())
                .toList();
    }

    /** Returns the number of results after the warm-up with a property. */
    long count(Predicate<CallResult> property) {
        return counted().stream().filter(property).count();
    }

    /** Returns the measured seconds after the warm-up. */
    double seconds() {
        return trial.length().minus(ProductTrial.WARMUP).toNanos() / 1e9;
    }
}
