package dev.brownout.language;

import java.util.List;

/**
 * What the command line changes about a scenario.
 *
 * @param params {@code NAME=VALUE} each: values of parameters
 * @param sets {@code PATH=VALUE} each: settings by their paths, stronger than everything else
 */
public record Overrides(List<String> params, List<String> sets) {
    /** Changes nothing. */
    public static final Overrides NONE = new Overrides(List.of(), List.of());

    /** Takes the lists as they are now. */
    public Overrides {
        params = List.copyOf(params);
        sets = List.copyOf(sets);
    }
}
