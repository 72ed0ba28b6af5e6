package dev.brownout.language.diagnostic;

import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Collects problems while a scenario is read. Equal problems at one location count once. A problem that affects only
 * some variants, or is caused by a setting of a variant, names those variants.
 */
public final class ProblemCollector {
    private static final int ENOUGH = 200;

    /** Kinds of errors that may leave a name undeclared. */
    private static final Set<ProblemKind> CAUSES = Set.of(ProblemKind.YAML, ProblemKind.FORM, ProblemKind.UNKNOWN_NAME);

    private final Map<Problem, Set<String>> found = new LinkedHashMap<>();
    private final Set<Problem> ofVariants = new LinkedHashSet<>();
    private final Set<String> variants = new LinkedHashSet<>();
    private final Map<String, Map<String, List<Refusal>>> refusals = new LinkedHashMap<>();
    private final Map<String, Map<String, SourceLocation>> relations = new LinkedHashMap<>();
    private final Set<String> unreadable = new LinkedHashSet<>();
    private final Set<Problem> consequences = new LinkedHashSet<>();
    private final Set<SourceLocation> suppressedLocations = new LinkedHashSet<>();
    private String variant = "";
    private int errors;

    /** A reason why a variant has no data for a relation. */
    private record Refusal(ProblemKind rule, SourceLocation place, Sentence message, boolean excused) {}

    /** Sets the variant that all further problems concern; an empty name means the whole scenario. */
    public void inVariant(String name) {
        variant = name;
        if (!name.isEmpty()) {
            variants.add(name);
        }
    }

    /** Adds an error of form, unless its location is muted. */
    public void error(SourceLocation place, Sentence message) {
        error(ProblemKind.FORM, place, message);
    }

    /** Adds an error of form, unless its location is muted. */
    public void error(SourceLocation place, String form, Object... arguments) {
        error(place, Sentence.of(form, arguments));
    }

    /** Adds an error, unless its location is muted. */
    public void error(ProblemKind rule, SourceLocation place, String form, Object... arguments) {
        error(rule, place, Sentence.of(form, arguments));
    }

    /** Adds an error, unless its location is muted. */
    public void error(ProblemKind rule, SourceLocation place, Sentence message) {
        error(rule, place, message, Optional.empty());
    }

    /**
     * Adds an error, unless its location is muted.
     *
     * @param suggestion the correction; empty if none is certain
     */
    public void error(ProblemKind rule, SourceLocation place, Sentence message, Optional<TextCorrection> suggestion) {
        errors++;
        if (suppressedLocations.stream().noneMatch(m -> m.contains(place))) {
            LineCause.of(rule, place)
                    .ifPresentOrElse(
                            cause -> add(
                                    cause.place(),
                                    Problem.ofLocation(ProblemKind.YAML, cause.place(), cause.message(), false)),
                            () -> add(
                                    place, Problem.ofLocation(rule, place, hinted(place, message), false, suggestion)));
        }
    }

    /**
     * Adds an error about an unknown name, with the most similar known one.
     *
     * @param description kind of the name, such as {@code component}
     */
    public void unknownName(SourceLocation place, String description, String name, Collection<String> known) {
        unknownName(place, description, name, Optional.empty(), known);
    }

    /**
     * Adds an error about an unknown name, with the most similar known one.
     *
     * @param description kind of the name, such as {@code key}
     * @param where part of the scenario that the known names belong to, such as <code>in {}</code>
     */
    public void unknownName(
            SourceLocation place, String description, String name, Optional<Sentence> where, Collection<String> known) {
        error(
                ProblemKind.UNKNOWN_NAME,
                place,
                SpellingSuggestion.unknown(Sentence.of(description), name, where, known),
                SpellingSuggestion.replacement(Sentence.of(description), name, known));
    }

    /**
     * Adds an error about an unknown parameter, with the most similar known one. A value that this one counts
     * differently is converted in the message.
     *
     * @param value the number in the scenario; another text for another value
     * @param owner part of the scenario that the parameters belong to
     */
    public void unknownParameter(
            SourceLocation place, String name, String value, Object owner, Collection<String> known) {
        SpellingSuggestion.unknownNameMessage(name, value, owner, known)
                .ifPresentOrElse(
                        message -> error(ProblemKind.UNKNOWN_NAME, place, message),
                        () -> unknownName(place, "key", name, Optional.of(Sentence.of("in {}", owner)), known));
    }

    /**
     * Adds an error about an unknown choice, with all known ones.
     *
     * @param description kind of the choice, such as {@code verb}
     */
    public void unknownChoice(SourceLocation place, String description, String name, Collection<String> known) {
        error(
                ProblemKind.UNKNOWN_NAME,
                place,
                SpellingSuggestion.unknownChoice(description, name, known),
                SpellingSuggestion.synonym(name, known).map(choice -> new TextCorrection(name, choice)));
    }

    private void add(SourceLocation place, Problem problem) {
        if (found.size() < ENOUGH || found.containsKey(problem)) {
            found.computeIfAbsent(problem, p -> new LinkedHashSet<>()).add(variant);
            if (place.origin().equals(SourceLocation.VARIANT)) {
                ofVariants.add(problem);
            }
        }
    }

    /** Notes that a section cannot be read, so that its names are unknown. */
    public void unreadable(String section) {
        unreadable.add(section);
    }

    /** Returns whether some sections can be read, as far as they have been read. */
    public boolean isReadable(Collection<String> sections) {
        return unreadable.stream().noneMatch(sections::contains);
    }

    /**
     * Adds an error that another error may have caused, such as a reference to an unknown name. It is sorted after the
     * other errors.
     */
    public void consequence(ProblemKind rule, SourceLocation place, Sentence message) {
        consequence(rule, place, message, Optional.empty());
    }

    /** Adds an error that another error may have caused. */
    public void consequence(ProblemKind rule, SourceLocation place, String form, Object... arguments) {
        consequence(rule, place, Sentence.of(form, arguments));
    }

    private void consequence(
            ProblemKind rule, SourceLocation place, Sentence message, Optional<TextCorrection> suggestion) {
        error(rule, place, message, suggestion);
        consequences.add(Problem.ofLocation(rule, place, hinted(place, message), false, suggestion));
    }

    /** Adds an error about an unknown name that another error may have caused. */
    public void unknownConsequence(SourceLocation place, String description, String name, Collection<String> known) {
        consequence(
                ProblemKind.UNKNOWN_NAME,
                place,
                SpellingSuggestion.unknown(description, name, known),
                SpellingSuggestion.replacement(Sentence.of(description), name, known));
    }

    /** Suppresses all further errors at the location of a value for which one error has been reported. */
    public void mute(SourceLocation place) {
        suppressedLocations.add(place);
    }

    private static Sentence hinted(SourceLocation place, Sentence message) {
        String line = place.source().line(place.line());
        boolean cut = message.toString().startsWith("'(' is never closed") && line.contains(" #");
        return cut ? Sentence.of("{}; a ' #' begins a comment", message) : message;
    }

    /** Adds an error within a value. */
    public void error(SourceLocation place, ValueException error) {
        error(
                ProblemKind.VALUE,
                place.subLocation(error.offset(), error.span()),
                Sentence.reason(error),
                error.replacement());
    }

    /** Adds a warning. */
    public void warning(ProblemKind rule, SourceLocation place, Sentence message) {
        add(place, Problem.ofLocation(rule, place, message, true));
    }

    /** Adds a warning. */
    public void warning(ProblemKind rule, SourceLocation place, String form, Object... arguments) {
        warning(rule, place, Sentence.of(form, arguments));
    }

    /** Notes where the relation of the current variant at a path is written. */
    public void relation(String path, SourceLocation place) {
        relations.computeIfAbsent(path, p -> new LinkedHashMap<>()).put(variant, place);
    }

    /**
     * Notes that the current variant has no data for a relation. {@link #addUnresolved} decides whether this is an
     * error.
     *
     * @param path the path of the relation, such as {@code sla.fast}
     * @param excused whether it is never an error, because the command line has shortened the run
     */
    public void refuse(String path, ProblemKind rule, SourceLocation place, Sentence message, boolean excused) {
        refusals.computeIfAbsent(path, p -> new LinkedHashMap<>())
                .computeIfAbsent(variant, v -> new ArrayList<>())
                .add(new Refusal(rule, place, message, excused));
    }

    /** Returns whether a variant has no data for a relation. */
    public boolean isRefused(String path) {
        return refusals.containsKey(path);
    }

    /**
     * Adds the problems of relations without data: errors if no variant with the relation has data, and warnings
     * otherwise. A relation that a variant replaces is another one.
     *
     * @return the paths of the relations by variant
     */
    public Map<String, Set<String>> addUnresolved() {
        Map<String, Set<String>> paths = new LinkedHashMap<>();
        refusals.forEach((path, reasons) -> reasons.forEach((name, refused) -> {
            boolean error = withRelation(path, name)
                    .allMatch(other -> reasons.containsKey(other)
                            && reasons.get(other).stream().noneMatch(Refusal::excused));
            inVariant(name);
            paths.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(path);
            refused.forEach(reason -> {
                if (error) {
                    consequence(reason.rule(), reason.place(), reason.message());
                } else {
                    warning(reason.rule(), reason.place(), "no data: {}", reason.message());
                }
            });
        }));
        inVariant("");
        return paths;
    }

    /** Returns the variants with the relation of a variant at a path, written in the same place. */
    private Stream<String> withRelation(String path, String name) {
        Map<String, SourceLocation> places = relations.get(path);
        return places.keySet().stream().filter(other -> places.get(other).contains(places.get(name)));
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
    public List<Problem> problemsAt(SourceLocation place) {
        return found.keySet().stream()
                .filter(one -> !one.warning()
                        && one.source().equals(place.source().name())
                        && one.line() == place.line()
                        && one.column() == place.column())
                .toList();
    }

    /** Returns whether a problem may leave a name undeclared. */
    private boolean isCause(Problem problem) {
        return !problem.warning() && !consequences.contains(problem) && CAUSES.contains(problem.rule());
    }

    /** Returns all problems, sorted by location. Errors that other errors may have caused come last. */
    public List<Problem> sorted() {
        List<Problem> all = new ArrayList<>();
        List<Problem> last = new ArrayList<>();
        boolean caused = found.keySet().stream().anyMatch(this::isCause);
        found.forEach((problem, places) -> {
            boolean isEverywhere = places.contains("") || places.containsAll(variants) && !ofVariants.contains(problem);
            (caused && consequences.contains(problem) ? last : all)
                    .add(isEverywhere ? problem : problem.withVariants(places));
        });
        all.sort(Problem.IN_ORDER);
        last.sort(Problem.IN_ORDER);
        all.addAll(last);
        return all;
    }

    /** Throws an exception with all problems if there is an error among them. */
    public void throwIfAny() throws InvalidScenarioException {
        if (errors > 0) {
            throw new InvalidScenarioException(sorted());
        }
    }
}
