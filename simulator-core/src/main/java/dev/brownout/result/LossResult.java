package dev.brownout.result;

/**
 * A loss of a component that is not 0: accepted work or data that was lost, not done, or done twice.
 *
 * @param component the name of the component
 * @param metric the name of its metric in the language, such as {@code dead_letters}
 * @param name the noun of the number, such as {@code dead letters}
 * @param meaning one sentence
 * @param unit {@code 1} for a count, {@code s} for a time
 * @param measured the part of the measured window, after the warm-up: the value of the metric in an assertion on the
 *     whole run
 * @param warmup the part of the warm-up
 */
public record LossResult(
        String component, String metric, String name, String meaning, String unit, double measured, double warmup) {}
