package dev.brownout.language;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.RunSection;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.runtime.Run;
import dev.brownout.runtime.ScenarioReview;
import dev.brownout.scenario.EvaluationSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.ChartRequest;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Relation;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A loaded scenario: all its variants, resolved and checked.
 *
 * @param name the file name without its extension, or its name in the library
 * @param title the title of the scenario; its name if it has none
 * @param question the question it asks; empty if it states none
 * @param answer the answer to the question, with metrics in braces; empty if it states none
 * @param lesson the lesson it teaches; empty if it states none
 * @param text the text of the file
 * @param digest the SHA-256 digest of the resolved variants, in hexadecimal digits; independent of how they are written
 * @param variants its variants in the order of the file; a single one called {@code base} if it declares none
 * @param sweep the default variations of the command {@code sweep}
 * @param warnings problems that do not prevent a run
 */
public record ScenarioFile(
        String name,
        String title,
        String question,
        String answer,
        String lesson,
        String text,
        String digest,
        List<Variant> variants,
        List<Variation> sweep,
        List<Problem> warnings) {

    /** Copies the lists. */
    public ScenarioFile {
        variants = List.copyOf(variants);
        sweep = List.copyOf(sweep);
        warnings = List.copyOf(warnings);
    }

    /** Returns the file that it was read from, as named in messages. */
    public String source() {
        return variants.get(0).source();
    }

    /** Returns the variant with a name, or empty. */
    public Optional<Variant> variant(String variantName) {
        return variants.stream().filter(v -> v.name().equals(variantName)).findFirst();
    }

    /**
     * Builds each variant once and rejects everything that a run would reject, including charts and metrics of the
     * answer for which no variant has data.
     *
     * <p>Assertions, predictions, alerts, charts and answers with a metric that is constant in every variant are
     * rejected as well, and settings without effect in every variant. They are only warnings if the scenario is changed
     * from outside or has a {@code sweep}.
     *
     * @param changes the overrides with which it was read
     * @return this scenario with those warnings
     * @throws InvalidScenarioException with all problems, sorted by position
     */
    public ScenarioFile check(Overrides changes) throws InvalidScenarioException {
        VariantBuildErrors built = new VariantBuildErrors(variants);
        Map<Variant, Map<String, Sentence>> reasons = new LinkedHashMap<>();
        UnusedSettings unusedSettings = new UnusedSettings();
        for (Variant variant : variants) {
            variant.buildErrors(review -> {
                        reasons.put(variant, review.constantMetrics());
                        unusedSettings.add(variant, review.settingEffects());
                    })
                    .forEach(error -> built.add(variant, error));
        }
        List<Problem> problems = namedByVariant(built.errors());
        if (!problems.isEmpty()) {
            throw new InvalidScenarioException(sortedByLocation(problems));
        }
        List<Variant> applicable = built.applicable();
        List<Problem> constantMetrics = sortedByLocation(ConstantMetricProblems.problems(applicable, reasons));
        List<Problem> ineffective = new ArrayList<>(constantMetrics);
        ineffective.addAll(unusedSettings.errors());
        if (!ineffective.isEmpty() && changes.equals(Overrides.NONE) && sweep.isEmpty()) {
            throw new InvalidScenarioException(sortedByLocation(ineffective));
        }
        List<Problem> allWarnings = new ArrayList<>(warnings);
        allWarnings.addAll(namedByVariant(built.warnings()));
        ineffective.forEach(problem -> allWarnings.add(problem.asWarning()));
        allWarnings.addAll(unusedSettings.warnings());
        return new ScenarioFile(name, title, question, answer, lesson, text, digest, applicable, sweep, allWarnings);
    }

    private static List<Problem> sortedByLocation(Collection<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    /** Returns problems of variants. A problem names its variants unless it affects all of them. */
    public List<Problem> namedByVariant(Map<Problem, Set<String>> found) {
        return found.entrySet().stream()
                .map(entry -> entry.getValue().size() == variants.size()
                        ? entry.getKey()
                        : entry.getKey().withVariants(entry.getValue()))
                .toList();
    }

    /** Returns a warning about the scenario as a whole, from the text of a warning in a result or prediction. */
    public Problem warning(Sentence text) {
        ProblemKind rule =
                EquivalentVariants.isEqualVariantWarning(text) ? ProblemKind.SAME_VARIANTS : ProblemKind.FORECAST;
        return Problem.fileProblem(rule, source(), text);
    }

    /** Returns a warning for each variant with settings that have the same effect as those of an earlier one. */
    public List<Problem> equalVariantWarnings(List<Variant> selected) {
        List<Problem> duplicates = new ArrayList<>();
        for (int i = 1; i < selected.size(); i++) {
            Variant variant = selected.get(i);
            selected.subList(0, i).stream()
                    .filter(variant::hasEqualMeasuredSettings)
                    .findFirst()
                    .ifPresent(earlier -> duplicates.add(
                            warning(EquivalentVariants.warning(earlier.name())).withVariants(List.of(variant.name()))));
        }
        return duplicates;
    }

    /**
     * Returns the text of the file with new values for settings of its first variant, and comments above their lines.
     * The rest of the text is unchanged.
     *
     * @throws IllegalArgumentException if the file does not write one of the settings plainly and on one line
     */
    public String withNewValues(List<NewValue> values) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        Map<NewValue, SourceLocation> locations = new LinkedHashMap<>();
        values.forEach(newValue -> locations.put(newValue, variants.get(0).writtenLocation(newValue.path(), lines)));
        values.stream()
                .sorted(Comparator.<NewValue>comparingInt(
                                newValue -> locations.get(newValue).line())
                        .thenComparingInt(newValue -> locations.get(newValue).column())
                        .reversed())
                .forEach(newValue -> {
                    SourceLocation location = locations.get(newValue);
                    String line = lines.get(location.line() - 1);
                    int start = line.offsetByCodePoints(0, location.column() - 1);
                    int end = line.offsetByCodePoints(start, location.length());
                    lines.set(location.line() - 1, line.substring(0, start) + newValue.value() + line.substring(end));
                });
        values.stream()
                .sorted(Comparator.<NewValue>comparingInt(
                                newValue -> locations.get(newValue).line())
                        .reversed())
                .forEach(newValue -> {
                    int lineIndex = locations.get(newValue).line() - 1;
                    String indentation = lines.get(lineIndex).replaceFirst("\\S.*", "");
                    lines.addAll(
                            lineIndex,
                            newValue.comment().stream()
                                    .map(comment -> indentation + "# " + comment)
                                    .toList());
                });
        return String.join("\n", lines) + "\n";
    }

    /** Returns the run setup of a variant, including the facts that its result reports. */
    public Run.Setup setup(Variant variant) {
        Run.Setup setup =
                new Run.Setup(variant.name(), variant.settings(), variant.breaks(), 0, variant == variants.get(0));
        return setup.withAssertions(variant.assertions);
    }

    /** Returns the result of the scenario from the results of its variants, with warnings about equal variants. */
    public RunResult result(List<VariantResult> results) {
        return new RunResult(
                title,
                name,
                digest,
                question,
                answer,
                lesson,
                variants.get(0).scenario().evaluation().charts().stream()
                        .map(ChartRequest::text)
                        .toList(),
                EquivalentVariants.withWarnings(results));
    }

    /** A variant of a scenario, resolved and checked. */
    public static final class Variant {
        private final String name;
        private final Scenario scenario;
        private final List<String> breaks;
        final ResolvedSettings settings;
        private final SourceLocation start;
        private final LanguageDefinition dialect;
        private final Map<String, Relation> assertions;

        Variant(
                String name,
                Scenario scenario,
                List<String> breaks,
                ResolvedSettings settings,
                SourceLocation start,
                LanguageDefinition dialect,
                Map<String, Relation> assertions) {
            this.name = name;
            this.scenario = scenario;
            this.breaks = List.copyOf(breaks);
            this.settings = settings;
            this.start = start;
            this.dialect = dialect;
            this.assertions = assertions;
        }

        /** Returns this variant without data for the assertions and predictions at some paths. */
        Variant withoutData(Set<String> paths) {
            EvaluationSpec all = scenario.evaluation();
            Map<String, Relation> sla = new LinkedHashMap<>(all.sla());
            Map<String, Prediction> predict = new LinkedHashMap<>(all.predict());
            predict.keySet().removeIf(prediction -> paths.contains("predict." + prediction));
            sla.keySet().removeIf(assertion -> paths.contains("sla." + assertion));
            Scenario remaining = scenario.with(new EvaluationSpec(sla, predict, all.charts(), all.answer()));
            return paths.isEmpty() ? this : new Variant(name, remaining, breaks, settings, start, dialect, assertions);
        }

        /** Returns whether the command line sets the duration of the run. */
        boolean isShortened() {
            return RunSection.isShortened(settings);
        }

        /** Returns the file that it is read from, as named in messages. */
        private String source() {
            return start.source().name();
        }

        /** Returns its name. */
        public String name() {
            return name;
        }

        /** Returns the scenario to run. */
        public Scenario scenario() {
            return scenario;
        }

        /** Returns the line of a setting in the file, or of the variant for a setting that is not from the file. */
        public int line(String path) {
            return settings.place(path)
                    .filter(place -> place.source().name().equals(source()))
                    .orElse(start)
                    .line();
        }

        /** Returns the assertions with an expected violation. */
        public List<String> breaks() {
            return breaks;
        }

        /** Returns all settings with their origins, sorted by path. */
        public List<Setting> settings() {
            return settings.sorted();
        }

        /**
         * Returns whether another variant equals this one except for its name and for settings that affect no
         * measurement.
         */
        public boolean hasEqualMeasuredSettings(Variant other) {
            return measuredSettings().equals(other.measuredSettings());
        }

        private List<Setting> measuredSettings() {
            return ScenarioDigest.settings(this).stream()
                    .filter(setting -> dialect.isMeasured(setting.path()))
                    .map(setting -> new Setting(setting.path(), setting.value(), ""))
                    .toList();
        }

        /**
         * Returns a build error as a problem, located at the path that it names or at the nearest enclosing part of the
         * file.
         */
        public Problem problem(ScenarioException error) {
            return problem(ProblemKind.of(error), error);
        }

        /** Returns a build error as a problem of a given kind. */
        public Problem problem(ProblemKind rule, ScenarioException error) {
            return Problem.ofLocation(rule, place(error), SpellingSuggestion.message(error), false);
        }

        /**
         * Returns the location of the value of a setting in the lines of the file.
         *
         * @throws IllegalArgumentException if the file does not write the value plainly and on one line
         */
        private SourceLocation writtenLocation(String path, List<String> lines) {
            Optional<Setting> setting = settings().stream()
                    .filter(candidate -> candidate.path().equals(path))
                    .findFirst();
            SourceLocation location = settings.place(path).orElse(start);
            if (setting.isPresent()
                    && setting.get().origin().equals(SourceLocation.FILE)
                    && location.line() <= lines.size()) {
                String line = lines.get(location.line() - 1);
                int offset = location.column() - 1;
                if (offset + location.length() <= line.codePointCount(0, line.length())
                        && line.substring(line.offsetByCodePoints(0, offset))
                                .startsWith(setting.get().value())) {
                    return location;
                }
            }
            throw new InvalidValueException(
                    "'{}' is not written in {} as a plain value on one line; write it there", path, source());
        }

        /**
         * Returns whether an error is about a part that only one of the variants must have: a chart, or a metric of the
         * answer.
         */
        static boolean isShared(ScenarioException error) {
            return error.path().startsWith("charts.") || error.path().startsWith("about.");
        }

        /** Returns whether the variant must have a shared part, unless another variant has it. */
        boolean measures(String path) {
            return path.startsWith("charts.")
                    || scenario.evaluation().answer().stream()
                            .anyMatch(metric ->
                                    !metric.compared() && metric.path().equals(path));
        }

        SourceLocation place(ScenarioException error) {
            return settings.place(ResolvedSettings.withoutSection(error.path())).orElse(start);
        }

        /**
         * Returns the build errors of the variant.
         *
         * @param reviews receives, if there is no error, the metrics and settings that are never measured or used
         */
        List<ScenarioException> buildErrors(Consumer<ScenarioReview> reviews) {
            try {
                reviews.accept(Run.check(scenario));
                return List.of();
            } catch (ScenarioException e) {
                return Stream.concat(Stream.of(e), Stream.of(e.getSuppressed()).map(ScenarioException.class::cast))
                        .toList();
            }
        }
    }
}
