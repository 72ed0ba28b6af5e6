package dev.brownout.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong while a scenario is read; the same problem at the same place counts once. */
final class Findings {
    private static final int ENOUGH = 200;

    private final Set<Problem> found = new LinkedHashSet<>();
    private int errors;

    void error(Place place, String message) {
        if (errors < ENOUGH && found.add(Problem.at(place, message, false))) {
            errors++;
        }
    }

    /** Notes an error within a value. */
    void error(Place place, ValueException error) {
        error(place.at(error.offset(), error.span()), error.getMessage());
    }

    void warning(Place place, String message) {
        found.add(Problem.at(place, message, true));
    }

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
