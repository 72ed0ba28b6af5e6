package dev.brownout.importing.detail;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names of the fields in the first lines of a log that an import does not read. Their values are not stored. */
public final class UnreadFields {
    private static final int MOST_LINES = 1000;
    private static final int MOST_NAMES = 40;
    private static final int MAX_REPORTED = 20;

    /** Names of at most two levels: deeper ones, and other characters, may be data. */
    private static final Pattern NAME = Pattern.compile("@?[A-Za-z][A-Za-z_-]{0,39}(?:[.][A-Za-z_-]{1,40})?");

    private final Set<String> names = new TreeSet<>();
    private int lines;

    /** Begins the next line. */
    public void nextLine() {
        lines = Math.min(MOST_LINES, lines) + 1;
    }

    /** Records the name of a field that is not read. */
    public void add(String name) {
        if (lines <= MOST_LINES
                && names.size() < MOST_NAMES
                && NAME.matcher(name).matches()) {
            names.add(name);
        }
    }

    /** Returns a sentence on the fields; empty if there are none. */
    public List<String> remarks() {
        if (names.isEmpty()) {
            return List.of();
        }
        String more = names.size() > MAX_REPORTED ? ", and " + (names.size() - MAX_REPORTED) + " more" : "";
        return List.of("fields that are not read: "
                + String.join(", ", names.stream().limit(MAX_REPORTED).toList()) + more);
    }
}
