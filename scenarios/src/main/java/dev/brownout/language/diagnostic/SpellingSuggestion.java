package dev.brownout.language.diagnostic;

import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Suggests the known name that an unknown name probably stands for. */
public final class SpellingSuggestion {
    private static final int STEM = 3;
    private static final int MOST = 100;
    /** Maximum number of names that a message shows of a long list. */
    private static final int FEW = 5;

    private static final int NEAR = 3;

    /** Nouns of the names that the scenario language defines, in contrast to names that a scenario declares. */
    private static final Set<String> WORDS = Set.of("key", "section", "policy", "profile");

    private SpellingSuggestion() {}

    /**
     * Returns the known name that corresponds to a name from another tool. Otherwise returns the first of the nearest
     * known names if a typing error may explain the difference.
     */
    public static Optional<String> to(String written, Collection<String> known) {
        return NameSynonyms.knownName(written, known).or(() -> spelled(written, known));
    }

    /** Returns the known name that {@link #unknown} suggests, as a correction of the written one. */
    static Optional<TextCorrection> replacement(String what, String written, Collection<String> known) {
        Optional<String> meant = hasSynonyms(what) ? to(written, known) : spelled(written, known);
        return meant.map(name -> new TextCorrection(written, name));
    }

    /** Returns whether messages about such a name suggest names that correspond to those of other tools. */
    private static boolean hasSynonyms(String what) {
        return what.startsWith("argument") || WORDS.contains(what);
    }

    /** Returns the first of the nearest known names if a typing error may explain the difference. */
    private static Optional<String> spelled(String written, Collection<String> known) {
        DamerauLevenshteinDistance distance = distance(written);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int away = distance.apply(written, name);
            if (away >= 0 && away < least) {
                best = name;
                least = away;
            }
        }
        return best != null ? Optional.of(best) : alike(written, known);
    }

    /**
     * Returns the known name that differs only in case. Otherwise returns the first known name that is a prefix of the
     * written name, has it as a prefix, or begins with its first half.
     */
    private static Optional<String> alike(String written, Collection<String> known) {
        String half = written.substring(0, (written.length() + 1) / 2);
        return Stream.<Predicate<String>>of(
                        written::equalsIgnoreCase,
                        name -> name.length() >= STEM && written.startsWith(name),
                        name -> written.length() >= STEM && name.startsWith(written),
                        name -> written.length() >= 2 * STEM && name.startsWith(half))
                .flatMap(like -> known.stream().filter(like))
                .findFirst();
    }

    /**
     * Returns a hint to append to a message, such as {@code ; did you mean 'cache'?}, or an empty text if no name is
     * near.
     */
    public static String hint(String written, Collection<String> known) {
        return spelled(written, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    /**
     * Returns the message of a build error with suggestions; if no name is near, with the known names or the first of
     * them.
     */
    public static String message(ScenarioException impossible) {
        String message = impossible.getMessage();
        List<String> known = impossible.candidates();
        if (known.isEmpty()) {
            return message;
        }
        Optional<String> synonym = NameSynonyms.quoted(impossible.offending(), known);
        if (synonym.isPresent() && !impossible.whose().isEmpty()) {
            return message + "; use " + synonym.get();
        }
        List<String> near = nearest(impossible.offending(), known);
        String meant = near.isEmpty() ? "" : "; did you mean " + or(near) + "?";
        if (impossible.whose().isEmpty()) {
            return message + (near.isEmpty() ? "; expected " + oneOf(known) : meant);
        }
        String some = "; " + impossible.whose() + " " + String.join(", ", known.subList(0, Math.min(FEW, known.size())))
                + (known.size() > FEW ? " and " + (known.size() - FEW) + " others" : "");
        return message + (near.isEmpty() ? some : meant) + " ('brownout explain' alone shows all)";
    }

    /** Returns the first known names with the least distance. */
    private static List<String> nearest(String written, Collection<String> known) {
        DamerauLevenshteinDistance distance = distance(written);
        Optional<String> first = spelled(written, known);
        int least = first.map(name -> distance.apply(written, name)).orElse(-1);
        return least < 0
                ? first.stream().toList()
                : known.stream()
                        .filter(name -> distance.apply(written, name) == least)
                        .limit(NEAR)
                        .toList();
    }

    /** Returns a measure of the number of typing errors between two names; its result is -1 if there are too many. */
    private static DamerauLevenshteinDistance distance(String written) {
        return new DamerauLevenshteinDistance(Math.max(1, Math.min(3, written.length() / 3)));
    }

    /** Returns quoted names in a list: {@code 'a'}, {@code 'a' or 'b'}, {@code 'a', 'b' or 'c'}. */
    private static String or(List<String> names) {
        String last = "'" + names.get(names.size() - 1) + "'";
        return names.size() == 1
                ? last
                : "'" + String.join("', '", names.subList(0, names.size() - 1)) + "' or " + last;
    }

    /**
     * Returns a message such as {@code unknown key 'cahce'; did you mean 'cache'?}, or with the known names if none is
     * near.
     */
    public static String unknown(String what, String written, Collection<String> known) {
        return unknown(what, written, "", known);
    }

    /** Returns a message with words between the name and the hint: {@code unknown key 'core' in server 'web'; ...}. */
    public static String unknown(String what, String written, String where, Collection<String> known) {
        Optional<String> synonym = NameSynonyms.quoted(written, known);
        String start = "unknown " + what + " '" + written + "'" + where;
        if (synonym.isPresent() && hasSynonyms(what)) {
            return (what.equals("key")
                            ? "'" + written + "' is not a parameter of" + where.replaceFirst("^ in", "")
                            : start)
                    + "; use " + synonym.get();
        }
        String near = hint(written, known);
        if (!near.isEmpty()) {
            return start + near;
        }
        return known.isEmpty() ? start : start + "; expected " + oneOf(known);
    }

    /**
     * Returns the message about an unknown parameter with a number that the corresponding one counts differently:
     * {@code 'retries' is not a parameter of web; use 'retry: { attempts: 3 }' for 'retries: 2'}. Empty if there is no
     * such parameter.
     */
    static Optional<String> counted(String written, String value, String owner, Collection<String> known) {
        return NameSynonyms.counted(written, value, known)
                .map(setting -> "'" + written + "' is not a parameter of " + owner + "; use " + setting + " for '"
                        + written + ": " + value + "'");
    }

    /** Returns a message about an unknown choice, with all known names in addition to the nearest one. */
    public static String unknownChoice(String what, String written, Collection<String> known) {
        if (known.size() < 2) {
            return unknown(what, written, known);
        }
        String start = "unknown " + what + " '" + written + "'";
        return NameSynonyms.quoted(written, known)
                .map(name -> start + "; use " + name)
                .or(() -> spelled(written, known)
                        .map(near -> start + "; did you mean '" + near + "'? (" + oneOf(known) + ")"))
                .orElse(start + "; expected " + oneOf(known));
    }

    /** Returns {@code one of a, b, c}, a single name alone in quotes, or the first names of a long list. */
    public static String oneOf(Collection<String> known) {
        List<String> names = new ArrayList<>(known);
        if (names.size() > MOST) {
            return "one of " + String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST) + " others";
        }
        return names.size() == 1 ? "'" + names.get(0) + "'" : "one of " + String.join(", ", names);
    }
}
