package dev.brownout.importing.system;

import dev.brownout.language.Language;
import java.util.Locale;
import java.util.Set;

/** Names of services and operations in a scenario, without identifiers of objects or persons. */
public final class NameAnonymizer {
    private static final String UNNAMED = "unnamed";
    private static final int LONGEST = 80;
    private static final int LONGEST_SLUG = 40;
    private static final int LONGEST_PLAIN = 20;
    private static final int MOST_DIGITS = 3;
    private static final int LEAST_HEX = 8;

    private NameAnonymizer() {}

    /**
     * Returns the name of an operation. The text after a question mark, hash, semicolon or line break is cut off. A
     * segment between slashes or blanks that identifies an object becomes {@code :id}. Such a segment is a number, has
     * more than three digits or a character that is unusual in code, or is a hexadecimal text with a digit and at least
     * eight characters. An empty name becomes {@code unnamed}.
     */
    public static String operation(String name) {
        int end = 0;
        while (end < name.length() && "?#;\n\r".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        StringBuilder kept = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= end; i++) {
            char c = i < end ? name.charAt(i) : ' ';
            if (c != '/' && c != ' ') {
                word.append(c);
                continue;
            }
            kept.append(isNoun(word) ? ":id" : word).append(i < end ? String.valueOf(c) : "");
            word.setLength(0);
        }
        if (kept.toString().isBlank()) {
            return UNNAMED;
        }
        return kept.length() > LONGEST ? kept.substring(0, LONGEST) : kept.toString();
    }

    private static boolean isNoun(CharSequence word) {
        int digits = 0;
        int hex = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!digit && !letter && "-_.:$".indexOf(c) < 0) {
                return true;
            }
            digits += digit ? 1 : 0;
            hex += digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' ? 1 : 0;
        }
        return digits > 0
                && (digits == word.length() || digits > MOST_DIGITS || hex == word.length() && hex >= LEAST_HEX);
    }

    /** Returns whether a text is a single short word. */
    public static boolean isPlainWord(String text) {
        return text.length() <= LONGEST_PLAIN && text.matches("[A-Za-z][A-Za-z_-]*");
    }

    /**
     * Returns a unique identifier that is not a keyword of the scenario language: lowercase letters, digits and
     * hyphens.
     */
    public static String slug(String text, Set<String> used) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String cut = slug.length() > LONGEST_SLUG ? slug.substring(0, LONGEST_SLUG) : slug;
        String base = cut.replaceAll("-+$", "");
        if (base.isEmpty() || !Character.isLetter(base.charAt(0))) {
            base = base.isEmpty() ? UNNAMED : "op-" + base;
        }
        String found = base;
        for (int number = 2; Language.WORDS.contains(found) || !used.add(found); number++) {
            found = base + "-" + number;
        }
        return found;
    }
}
