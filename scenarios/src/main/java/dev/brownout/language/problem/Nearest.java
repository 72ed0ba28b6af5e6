package dev.brownout.language.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Finds the known name that somebody probably meant. */
public final class Nearest {
    private static final int STEM = 3;
    private static final int MOST = 100;

    private Nearest() {}

    /**
     * The known name nearest to what was written, if a typing error may explain the difference; the first of several.
     */
    public static Optional<String> to(String written, Collection<String> known) {
        int most = Math.max(1, Math.min(3, written.length() / 3));
        DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance(most);
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
     * The known name that differs in its case alone, or else the first that begins what was written, is begun by it, or
     * begins as the half of it does.
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

    /** The advice behind a message: {@code ; did you mean 'cache'?}, or nothing where no name is near. */
    public static String hint(String written, Collection<String> known) {
        return to(written, known).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    /** {@code unknown key 'cahce'; did you mean 'cache'?}, or with all known names where none is near. */
    public static String unknown(String what, String written, Collection<String> known) {
        return unknown(what, written, "", known);
    }

    /** The same with words between the name and the advice: {@code unknown key 'core' in server 'web'; ...}. */
    public static String unknown(String what, String written, String where, Collection<String> known) {
        String start = "unknown " + what + " '" + written + "'" + where;
        String near = hint(written, known);
        if (!near.isEmpty()) {
            return start + near;
        }
        return known.isEmpty() ? start : start + "; expected " + oneOf(known);
    }

    /** The same, and all known names where there is a near one as well. */
    public static String unknownChoice(String what, String written, Collection<String> known) {
        if (known.size() < 2) {
            return unknown(what, written, known);
        }
        String start = "unknown " + what + " '" + written + "'";
        return to(written, known)
                .map(near -> start + "; did you mean '" + near + "'? (" + oneOf(known) + ")")
                .orElse(start + "; expected " + oneOf(known));
    }

    /** {@code one of a, b, c}; a single name stands alone, and of very many only the first stand there. */
    public static String oneOf(Collection<String> known) {
        List<String> names = new ArrayList<>(known);
        if (names.size() > MOST) {
            return "one of " + String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST) + " others";
        }
        return names.size() == 1 ? "'" + names.get(0) + "'" : "one of " + String.join(", ", names);
    }
}
