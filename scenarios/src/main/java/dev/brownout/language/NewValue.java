package dev.brownout.language;

import java.util.List;

/**
 * A value that replaces another one in the text of a scenario.
 *
 * @param path the path of the setting, such as {@code web.service}
 * @param value the new value as written
 * @param comment comment lines above it that state its source
 */
public record NewValue(String path, String value, List<String> comment) {
    /** Copies the list. */
    public NewValue {
        comment = List.copyOf(comment);
    }
}
