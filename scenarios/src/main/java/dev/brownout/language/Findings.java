package dev.brownout.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong while a scenario is read; the same problem at the same place counts once. */
final class Findings {
    private static final int ENOUGH = 200;

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Set<Place> muted = new LinkedHashSet<>();
    private int errors;

    void error(Place place, String message) {
        errors++;
        if (found.size() < ENOUGH && muted.stream().noneMatch(m -> m.contains(place))) {
            found.add(Problem.at(place, message + hint(place, message), false));
        }
    }

    /** Keeps quiet about everything else that is wrong with a value whose error has been reported. */
    void mute(Place place) {
        muted.add(place);
    }

    private static String hint(Place place, String message) {
        String line = place.source().line(place.line());
        boolean cut = message.startsWith("'(' is never closed") && line.contains(" #");
        return cut ? "; a ' #' begins a comment" : "";
    }

    /** Notes an error within a value. */
    void error(Place place, ValueException error) {
        error(place.at(error.offset(), error.span()), error.getMessage());
    }

    void warning(Place place, String message) {
        found.add(Problem.at(place, message, true));
    }

    /** How many errors there were; one that is found again counts again. */
    int errors() {
        return errors;
    }

    /** Everything found, sorted by place. */
    List<Problem> sorted() {
        return found.stream().sorted(Problem.IN_ORDER).toList();
    }

    /** Throws everything found if any of it is an error. */
    void throwIfAny() throws Problems {
        if (errors > 0) {
            throw new Problems(sorted());
        }
    }
}
