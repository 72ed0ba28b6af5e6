package dev.brownout.language;

import java.util.List;

/**
 * A value that takes the place of another one in the text of a scenario.
 *
 * @param path of the setting, such as {@code web.service}
 * @param value as it is written
 * @param comment lines above it that say where it comes from
 */
public record NewValue(String path, String value, List<String> comment) {
    /** Takes the list as it is now. */
    public NewValue {
        comment = List.copyOf(comment);
    }
}
