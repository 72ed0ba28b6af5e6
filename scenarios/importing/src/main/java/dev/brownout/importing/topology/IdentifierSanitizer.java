package dev.brownout.importing.topology;

import dev.brownout.language.Language;
import dev.brownout.language.yaml.TextLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes names of the language out of those that others have: letters, digits, {@code _} and {@code -}, each once. */
public final class IdentifierSanitizer {
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Set<String> taken = new TreeSet<>(Language.WORDS);

    /** The name of the thing that is called so; always the same one. */
    public String of(String original) {
        return given.computeIfAbsent(original, this::make);
    }

    /** A name that nothing else has, like the one that is wanted. */
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
