package dev.brownout.importing.resilience4j;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces placeholders such as <code>${NAME:default}</code> by the values of properties, otherwise by their defaults,
 * which may have placeholders of their own.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html">Spring Boot, property
 *     placeholders</a>
 */
final class PlaceholderResolver {
    private static final String START = "${";
    private static final int MOST_DEPTH = 20;

    private final Source source;

    /** Values of properties by their names. */
    @FunctionalInterface
    interface Source {
        /** Returns the value of a property without replaced placeholders; empty if it is not set. */
        Optional<String> value(String name);
    }

    /**
     * Text with replaced placeholders.
     *
     * @param text text; a placeholder without a value stays in it
     * @param defaulted names of the placeholders with their default
     * @param missing names of the placeholders without a value or a default
     */
    record Resolution(String text, List<String> defaulted, List<String> missing) {
        /** Copies the lists. */
        Resolution {
            defaulted = List.copyOf(defaulted);
            missing = List.copyOf(missing);
        }
    }

    PlaceholderResolver(Source source) {
        this.source = source;
    }

    /** Returns the text with replaced placeholders. */
    Resolution resolve(String text) {
        List<String> defaulted = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        String resolved = replacePlaceholders(text, defaulted, missing, 0);
        return new Resolution(resolved, defaulted, List.copyOf(missing));
    }

    private String replacePlaceholders(String text, List<String> defaulted, Set<String> missing, int depth) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (true) {
            int start = text.indexOf(START, from);
            int end = start < 0 ? -1 : end(text, start + START.length());
            if (end < 0) {
                return out.append(text.substring(from)).toString();
            }
            out.append(text, from, start);
            out.append(value(text.substring(start + START.length(), end), defaulted, missing, depth));
            from = end + 1;
        }
    }

    /** Returns the index of the brace that ends a placeholder; -1 if there is none. */
    private static int end(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith(START, i)) {
                open++;
                i++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }

    private String value(String inner, List<String> defaulted, Set<String> missing, int depth) {
        int colon = colon(inner);
        String name = replacePlaceholders(colon < 0 ? inner : inner.substring(0, colon), defaulted, missing, depth);
        Optional<String> value = depth < MOST_DEPTH ? source.value(name) : Optional.empty();
        if (value.isPresent()) {
            return replacePlaceholders(value.get(), defaulted, missing, depth + 1);
        }
        if (colon < 0 || depth >= MOST_DEPTH) {
            missing.add(name);
            return START + name + "}";
        }
        String usual = replacePlaceholders(inner.substring(colon + 1), defaulted, missing, depth);
        defaulted.add(name);
        return usual;
    }

    /** Returns the index of the first colon outside of an inner placeholder; -1 if there is none. */
    private static int colon(String inner) {
        int open = 0;
        for (int i = 0; i < inner.length(); i++) {
            if (inner.startsWith(START, i)) {
                open++;
                i++;
            } else if (inner.charAt(i) == '}') {
                open--;
            } else if (inner.charAt(i) == ':' && open == 0) {
                return i;
            }
        }
        return -1;
    }
}
