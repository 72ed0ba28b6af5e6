package dev.brownout.language.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line changes about a scenario.
 *
 * @param params {@code NAME=VALUE} each: values of parameters
 * @param sets {@code PATH=VALUE} each: settings by their paths, stronger than everything else
 * @param options options of their own that stand for a setting, stronger still
 * @param prices a price list in place of the shipped one
 * @param peak what the whole load is scaled to, such as {@code 500/s}; empty for as it is
 */
public record Overrides(
        List<String> params, List<String> sets, List<Option> options, Optional<PriceFile> prices, String peak) {
    /** Changes nothing. */
    public static final Overrides NONE = new Overrides(List.of(), List.of());

    /**
     * An option that stands for a setting.
     *
     * @param name as people type it, such as {@code --for}
     * @param path of the setting
     * @param value as they typed it
     */
    public record Option(String name, String path, String value) {}

    /**
     * A price list.
     *
     * @param name what messages call it
     * @param text what it says
     */
    public record PriceFile(String name, String text) {}

    /** Takes the lists as they are now. */
    public Overrides {
        params = List.copyOf(params);
        sets = List.copyOf(sets);
        options = List.copyOf(options);
    }

    /** Parameters and settings alone. */
    public Overrides(List<String> params, List<String> sets) {
        this(params, sets, List.of());
    }

    /** The same with the prices that hold anyway. */
    public Overrides(List<String> params, List<String> sets, List<Option> options) {
        this(params, sets, options, Optional.empty());
    }

    /** Without another load. */
    public Overrides(List<String> params, List<String> sets, List<Option> options, Optional<PriceFile> prices) {
        this(params, sets, options, prices, "");
    }

    /** The same with one more setting. */
    public Overrides with(String path, String value) {
        List<String> more = new ArrayList<>(sets);
        more.add(path + "=" + value);
        return new Overrides(params, more, options, prices, peak);
    }

    /** The same with one more option. */
    public Overrides with(Option option) {
        List<Option> more = new ArrayList<>(options);
        more.add(option);
        return new Overrides(params, sets, more, prices, peak);
    }

    /** The same with the whole load scaled to a peak. */
    public Overrides withPeak(String wanted) {
        return new Overrides(params, sets, options, prices, wanted);
    }
}
