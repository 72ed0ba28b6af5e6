package dev.brownout.language.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects problems while a scenario is read. Equal problems at one location count once. A problem that affects only
 * some variants, or is caused by a setting of a variant, names those variants.
 */
public final class ProblemCollector {
    private static final int ENOUGH = 200;

    private final Map<Problem, Set<String>> found = new LinkedHashMap<>();
    private final Set<Problem> ofVariants = new LinkedHashSet<>();
    private final Set<String> variants = new LinkedHashSet<>();
    private final Set<SourceLocation> suppressedLocations = new LinkedHashSet<>();
    private String variant = "";
    private int errors;

    /** Sets the variant that all further problems concern; an empty name means the whole scenario. */
    public void inVariant(String name) {
        variant = name;
        if (!name.isEmpty()) {
            variants.add(name);
        }
    }

    /** Adds an error of form, unless its location is muted. */
    public void error(SourceLocation place, String message) {
        error(ProblemKind.FORM, place, message);
    }

    /** Adds an error, unless its location is muted. */
    public void error(ProblemKind rule, SourceLocation place, String message) {
        errors++;
        if (suppressedLocations.stream().noneMatch(m -> m.contains(place))) {
            add(place, Problem.at(rule, place, message + hint(place, message), false));
        }
    }

    /**
     * Adds an error about an unknown name, with the most similar known one.
     *
     * @param what kind of the name, such as {@code component}
     */
    public void unknownName(SourceLocation place, String what, String name, Collection<String> known) {
        unknownName(place, what, name, "", known);
    }

    /**
     * Adds an error about an unknown name, with the most similar known one.
     *
     * @param what kind of the name, such as {@code key}
     * @param where part of the scenario that the known names belong to, with a leading space
     */
    public void unknownName(SourceLocation place, String what, String name, String where, Collection<String> known) {
        error(ProblemKind.UNKNOWN_NAME, place, SpellingSuggestion.unknown(what, name, where, known));
    }

    private void add(SourceLocation place, Problem problem) {
        if (found.size() < ENOUGH || found.containsKey(problem)) {
            found.computeIfAbsent(problem, p -> new LinkedHashSet<>()).add(variant);
            if (place.origin().equals(SourceLocation.VARIANT)) {
                ofVariants.add(problem);
            }
        }
    }

    /** Suppresses all further errors at the location of a value for which one error has been reported. */
    public void mute(SourceLocation place) {
        suppressedLocations.add(place);
    }

    private static String hint(SourceLocation place, String message) {
        String line = place.source().line(place.line());
        boolean cut = message.startsWith("'(' is never closed") && line.contains(" #");
        return cut ? "; a ' #' begins a comment" : "";
    }

    /** Adds an error within a value. */
    public void error(SourceLocation place, ValueException error) {
        error(ProblemKind.VALUE, place.at(error.offset(), error.span()), error.getMessage());
    }

    /** Adds a warning. */
    public void warning(ProblemKind rule, SourceLocation place, String message) {
        add(place, Problem.at(rule, place, message, true));
    }

    /** Returns the number of errors. An error that is reported twice counts twice. */
    public int errors() {
        return errors;
    }

    /** Returns the distinct errors of a variant, including those of the whole scenario. */
    public List<Problem> errorsWithin(String name) {
        return found.entrySet().stream()
                .filter(one -> one.getValue().contains(name) || one.getValue().contains(""))
                .map(Map.Entry::getKey)
                .filter(problem -> !problem.warning())
                .toList();
    }

    /** Returns the errors at a location. */
    public List<Problem> at(SourceLocation place) {
        return found.keySet().stream()
                .filter(one -> !one.warning()
                        && one.source().equals(place.source().name())
                        && one.line() == place.line()
                        && one.column() == place.column())
                .toList();
    }

    /** Returns all problems, sorted by location. */
    public List<Problem> sorted() {
        List<Problem> all = new ArrayList<>();
        found.forEach((problem, where) -> {
            boolean everywhere = where.contains("") || where.containsAll(variants) && !ofVariants.contains(problem);
            all.add(everywhere ? problem : problem.in(where));
        });
        all.sort(Problem.IN_ORDER);
        return all;
    }

    /** Throws an exception with all problems if there is an error among them. */
    public void throwIfAny() throws InvalidScenarioException {
        if (errors > 0) {
            throw new InvalidScenarioException(sorted());
        }
    }
}
