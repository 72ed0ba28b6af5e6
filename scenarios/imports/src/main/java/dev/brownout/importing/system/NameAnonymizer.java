package dev.brownout.importing.system;

import dev.brownout.language.Language;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Names of services and operations in a scenario, without identifiers of objects or persons. */
public final class NameAnonymizer {
    private static final String UNNAMED = "unnamed";
    private static final int LONGEST = 80;
    private static final int LONGEST_SLUG = 40;
    private static final int LONGEST_PLAIN = 20;
    private static final int MOST_DIGITS = 3;
    private static final int LEAST_HEX = 8;
    private static final String WILDCARD = "*";
    /** Query of a URL, to its end. */
    private static final Pattern QUERY = Pattern.compile("\\?\\S+");
    /** Name of a host, and its port. */
    private static final Pattern PORT = Pattern.compile("^([A-Za-z][\\w.-]*):\\d{2,5}$");

    private NameAnonymizer() {}

    /**
     * Returns the name of an operation. The text after a question mark, hash, semicolon or line break is cut off. A
     * segment between slashes or blanks that identifies an object becomes {@code :id}. Such a segment is a number, has
     * more than three digits or a character that is unusual in code, or is a hexadecimal text with a digit and at least
     * eight characters. The port of a host does not count, and the wildcard of a route is kept. An empty name becomes
     * {@code unnamed}.
     */
    public static String operation(String name) {
        int end = 0;
        while (end < name.length() && "?#;\n\r".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return anonymized(name.substring(0, end), (before, word) -> isIdentifier(word));
    }

    /**
     * Returns the name that a load test gives to a request. A query is cut off. A word with an at sign, with more than
     * three digits, or a hexadecimal one becomes {@code :id}, and so does a number in a path. Other words are kept.
     */
    public static String label(String name) {
        return anonymized(QUERY.matcher(name).replaceAll(""), NameAnonymizer::isPersonal);
    }

    /** Replaces the words between slashes and blanks that are identifiers. */
    private static String anonymized(String name, BiPredicate<Character, String> identifier) {
        StringBuilder kept = new StringBuilder();
        StringBuilder word = new StringBuilder();
        char before = ' ';
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : ' ';
            if (c != '/' && c != ' ') {
                word.append(c);
                continue;
            }
            String plain = PORT.matcher(word).replaceFirst("$1");
            kept.append(identifier.test(before, plain) ? ":id" : word)
                    .append(i < name.length() ? String.valueOf(c) : "");
            word.setLength(0);
            before = c;
        }
        if (kept.toString().isBlank()) {
            return UNNAMED;
        }
        return kept.length() > LONGEST ? kept.substring(0, LONGEST) : kept.toString();
    }

    private static boolean isIdentifier(String word) {
        return !word.equals(WILDCARD)
                && (word.chars().anyMatch(c -> !isAsciiLetterOrDigit(c) && "-_.:$".indexOf(c) < 0)
                        || !word.isEmpty() && word.chars().allMatch(Character::isDigit)
                        || isCode(word));
    }

    private static boolean isPersonal(char before, String word) {
        return word.indexOf('@') >= 0
                || before == '/' && !word.isEmpty() && word.chars().allMatch(Character::isDigit)
                || isCode(word);
    }

    /**
     * Returns whether a word has more than three digits, or is a hexadecimal text with a digit and eight characters.
     */
    private static boolean isCode(String word) {
        long digits = word.chars().filter(Character::isDigit).count();
        boolean hex = word.length() >= LEAST_HEX && word.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return digits > MOST_DIGITS || digits > 0 && hex;
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
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
