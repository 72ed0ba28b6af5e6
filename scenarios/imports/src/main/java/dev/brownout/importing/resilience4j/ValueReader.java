package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads values of a configuration, with their origins. A value that cannot be used is listed. */
final class ValueReader {
    private final SpringConfiguration configuration;

    ValueReader(SpringConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Returns whether one of the settings is set. */
    static boolean isAnyPresent(Setting... settings) {
        for (Setting setting : settings) {
            if (setting.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first setting that is set, or the first one. */
    static Setting first(Setting... settings) {
        for (Setting setting : settings) {
            if (setting.isPresent()) {
                return setting;
            }
        }
        return settings[0];
    }

    /**
     * Returns a whole number of at least {@code least}.
     *
     * @param product product with the default, such as {@code Tomcat's default}
     */
    SourcedValue integer(Setting setting, long least, long usual, String product) {
        String text = setting.text();
        boolean valid = text.matches("-?\\d{1,9}") && Long.parseLong(text) >= least;
        return value(
                setting, valid ? Optional.of(text) : Optional.empty(), Long.toString(usual), product, "a whole number");
    }

    /** Returns a duration. A number without a unit is in milliseconds. */
    SourcedValue duration(Setting setting, String usual, String product) {
        OptionalDouble nanos = setting.isPresent() ? Properties.nanos(setting) : OptionalDouble.empty();
        Optional<String> text = nanos.isPresent() ? Properties.duration(setting) : Optional.empty();
        return value(setting, text, usual, product, "a duration");
    }

    private SourcedValue value(Setting setting, Optional<String> value, String usual, String product, String expected) {
        if (!setting.isPresent()) {
            return new SourcedValue(usual, product);
        }
        return value.isPresent()
                ? new SourcedValue(value.get(), configuration.origin(setting))
                : new SourcedValue(usual, configuration.unusable(setting, expected, product));
    }
}
