package dev.brownout.language.diagnostic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what is wrong while a scenario is read; the same problem at the same place counts once. What is wrong in
 * some variants only, or because of what a variant sets, says so.
 */
public final class ProblemCollector {
    private static final int ENOUGH = 200;

    private final Map<Problem, Set<String>> found = new LinkedHashMap<>();
    private final Set<Problem> ofVariants = new LinkedHashSet<>();
    private final Set<String> variants = new LinkedHashSet<>();
    private final Set<SourceLocation> suppressedLocations = new LinkedHashSet<>();
    private String variant = "";
    private int errors;

    /** Everything from now on is about a variant; about the whole scenario where its name is empty. */
    public void inVariant(String name) {
        variant = name;
        if (!name.isEmpty()) {
            variants.add(name);
        }
    }

    /** Notes that something is not written as the language has it, unless that place is kept quiet about. */
    public void error(SourceLocation place, String message) {
        error(ProblemKind.FORM, place, message);
    }

    /** Notes an error, unless that place is kept quiet about. */
    public void error(ProblemKind rule, SourceLocation place, String message) {
        errors++;
        if (suppressedLocations.stream().noneMatch(m -> m.contains(place))) {
            add(place, Problem.at(rule, place, message + hint(place, message), false));
        }
    }

    private void add(SourceLocation place, Problem problem) {
        if (found.size() < ENOUGH || found.containsKey(problem)) {
            found.computeIfAbsent(problem, p -> new LinkedHashSet<>()).add(variant);
            if (place.origin().equals(SourceLocation.VARIANT)) {
                ofVariants.add(problem);
            }
        }
    }

    /** Keeps quiet about everything else that is wrong with a value whose error has been reported. */
    public void mute(SourceLocation place) {
        suppressedLocations.add(place);
    }

    private static String hint(SourceLocation place, String message) {
        String line = place.source().line(place.line());
        boolean cut = message.startsWith("'(' is never closed") && line.contains(" #");
        return cut ? "; a ' #' begins a comment" : "";
    }

    /** Notes an error within a value. */
    public void error(SourceLocation place, ValueException error) {
        error(ProblemKind.VALUE, place.at(error.offset(), error.span()), error.getMessage());
    }

    /** Notes what is odd and keeps nothing from running. */
    public void warning(ProblemKind rule, SourceLocation place, String message) {
        add(place, Problem.at(rule, place, message, true));
    }

    /** How many errors there were; one that is found again counts again. */
    public int errors() {
        return errors;
    }

    /** The errors of one variant, or of all; none twice. */
    public List<Problem> errorsWithin(String name) {
        return found.entrySet().stream()
                .filter(one -> one.getValue().contains(name) || one.getValue().contains(""))
                .map(Map.Entry::getKey)
                .filter(problem -> !problem.warning())
                .toList();
    }

    /** The errors at a place. */
    public List<Problem> at(SourceLocation place) {
        return found.keySet().stream()
                .filter(one -> !one.warning()
                        && one.source().equals(place.source().name())
                        && one.line() == place.line()
                        && one.column() == place.column())
                .toList();
    }

    /** Everything found, sorted by place. */
    public List<Problem> sorted() {
        List<Problem> all = new ArrayList<>();
        found.forEach((problem, where) -> {
            boolean everywhere = where.contains("") || where.containsAll(variants) && !ofVariants.contains(problem);
            all.add(everywhere ? problem : problem.in(where));
        });
        all.sort(Problem.IN_ORDER);
        return all;
    }

    /** Throws everything found if any of it is an error. */
    public void throwIfAny() throws InvalidScenarioException {
        if (errors > 0) {
            throw new InvalidScenarioException(sorted());
        }
    }
}
