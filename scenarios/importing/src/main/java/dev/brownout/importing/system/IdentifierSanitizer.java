package dev.brownout.importing.system;

import dev.brownout.language.Language;
import dev.brownout.language.yaml.TextLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Converts arbitrary names to unique identifiers of the scenario language: letters, digits, {@code _} and {@code -}.
 */
public final class IdentifierSanitizer {
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Set<String> taken = new TreeSet<>(Language.WORDS);

    /** Returns the identifier for a name. Equal names get equal identifiers. */
    public String of(String original) {
        return given.computeIfAbsent(original, this::make);
    }

    /** Returns a new unique identifier, similar to the preferred one. */
    public String another(String wanted) {
        return make(wanted);
    }

    private String make(String original) {
        String plain = original.replaceAll("[^A-Za-z0-9_-]", "-").replaceAll("^[^A-Za-z]+", "");
        String base = plain.isEmpty() ? "part" : plain.substring(0, Math.min(plain.length(), LONGEST));
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    private static final int LONGEST = TextLimits.MOST_OF_A_NAME - 10;
}
