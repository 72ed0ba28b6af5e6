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
    private final Map<String, String> identifiers = new LinkedHashMap<>();
    private final Set<String> usedNames = new TreeSet<>(Language.WORDS);

    /** Returns the identifier for a name. Equal names get equal identifiers. */
    public String of(String original) {
        return identifiers.computeIfAbsent(original, this::sanitize);
    }

    /** Returns a new unique identifier, similar to the preferred one. */
    public String uniqueVariant(String preferred) {
        return sanitize(preferred);
    }

    private String sanitize(String original) {
        String plain = original.replaceAll("[^A-Za-z0-9_-]", "-").replaceAll("^[^A-Za-z]+", "");
        String base = plain.isEmpty() ? "part" : plain.substring(0, Math.min(plain.length(), LONGEST));
        String name = base;
        for (int i = 2; !usedNames.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    private static final int LONGEST = TextLimits.MOST_OF_A_NAME - 10;
}
