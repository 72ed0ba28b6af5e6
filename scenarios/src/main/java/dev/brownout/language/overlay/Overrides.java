package dev.brownout.language.overlay;

import dev.brownout.language.binding.SettingPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes to a scenario from the command line.
 *
 * @param params values of parameters, each {@code NAME=VALUE}
 * @param sets settings by path, each {@code PATH=VALUE}; they override the file and the parameters
 * @param options command line options that stand for a setting; they override {@code sets}
 * @param prices a price list that replaces the shipped one
 * @param peak the peak that the whole load is scaled to, such as {@code 500/s}; empty for no scaling
 */
public record Overrides(
        List<String> params, List<String> sets, List<Option> options, Optional<PriceFile> prices, String peak) {
    /** Overrides that change no setting. */
    public static final Overrides NONE = new Overrides(List.of(), List.of());

    /**
     * A command line option that stands for a setting.
     *
     * @param name the name of the option, such as {@code --for}
     * @param path the path of the setting
     * @param value the value as typed
     */
    public record Option(String name, String path, String value) {}

    /**
     * A price list.
     *
     * @param name its name in messages
     * @param text its text
     */
    public record PriceFile(String name, String text) {}

    /** Copies the lists. */
    public Overrides {
        params = List.copyOf(params);
        sets = List.copyOf(sets);
        options = List.copyOf(options);
    }

    /** Creates overrides of parameters and settings only. */
    public Overrides(List<String> params, List<String> sets) {
        this(params, sets, List.of());
    }

    /** Creates overrides with the shipped prices and an unscaled load. */
    public Overrides(List<String> params, List<String> sets, List<Option> options) {
        this(params, sets, options, Optional.empty());
    }

    /** Creates overrides with an unscaled load. */
    public Overrides(List<String> params, List<String> sets, List<Option> options, Optional<PriceFile> prices) {
        this(params, sets, options, prices, "");
    }

    /** Returns these overrides with one more setting. */
    public Overrides with(String path, String value) {
        List<String> more = new ArrayList<>(sets);
        more.add(path + "=" + value);
        return new Overrides(params, more, options, prices, peak);
    }

    /** Returns these overrides with one more setting. */
    public Overrides with(SettingPath path, String value) {
        return with(path.toString(), value);
    }

    /** Returns these overrides with one more option. */
    public Overrides with(Option option) {
        List<Option> more = new ArrayList<>(options);
        more.add(option);
        return new Overrides(params, sets, more, prices, peak);
    }

    /** Returns these overrides with the whole load scaled to a peak. */
    public Overrides withPeak(String expected) {
        return new Overrides(params, sets, options, prices, expected);
    }
}
