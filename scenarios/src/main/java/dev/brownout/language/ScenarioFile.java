package dev.brownout.language;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.ChartRequest;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A loaded scenario: all its variants, resolved and checked.
 *
 * @param name the file name without its extension, or its name in the library
 * @param title the title of the scenario; its name if it has none
 * @param question the question it asks; empty if it states none
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
    public Optional<Variant> variant(String wanted) {
        return variants.stream().filter(v -> v.name().equals(wanted)).findFirst();
    }

    /**
     * Builds each variant once and rejects everything that a run would reject, including charts for which no variant
     * has data.
     *
     * <p>Assertions, predictions and charts of a metric that is constant in every variant are rejected as well. They
     * are only warnings if the scenario is changed from outside or has a {@code sweep}.
     *
     * @param changes the overrides with which it was read
     * @return this scenario with those warnings
     * @throws InvalidScenarioException with all problems, sorted by position
     */
    public ScenarioFile checked(Overrides changes) throws InvalidScenarioException {
        List<Problem> still = built();
        if (still.isEmpty()) {
            return this;
        }
        if (changes.equals(Overrides.NONE) && sweep.isEmpty()) {
            throw new InvalidScenarioException(still);
        }
        List<Problem> all = new ArrayList<>(warnings);
        still.forEach(one -> all.add(one.asWarning()));
        return new ScenarioFile(name, title, question, lesson, text, digest, variants, sweep, all);
    }

    /** Builds each variant and returns problems of metrics that are constant in every variant, sorted by position. */
    private List<Problem> built() throws InvalidScenarioException {
        Map<Problem, Set<String>> found = new LinkedHashMap<>();
        Map<String, List<Problem>> charts = new LinkedHashMap<>();
        Map<Variant, Map<String, String>> reasons = new LinkedHashMap<>();
        for (Variant variant : variants) {
            for (ScenarioException one : variant.impossible(why -> reasons.put(variant, why))) {
                Problem problem = variant.problem(one);
                if (one.path().startsWith("charts.")) {
                    charts.computeIfAbsent(one.path(), path -> new ArrayList<>())
                            .add(problem);
                } else {
                    found.computeIfAbsent(problem, p -> new LinkedHashSet<>()).add(variant.name());
                }
            }
        }
        List<Problem> problems = new ArrayList<>(told(found));
        charts.values().stream()
                .filter(each -> each.size() == variants.size())
                .forEach(each -> problems.add(each.get(0)));
        if (!problems.isEmpty()) {
            throw new InvalidScenarioException(inOrder(problems));
        }
        return still(reasons);
    }

    /**
     * Returns problems of metrics that are constant in every variant.
     *
     * @param reasons the reasons per variant and path, for the variants that were built without errors; an empty reason
     *     means that the metric varies
     */
    private List<Problem> still(Map<Variant, Map<String, String>> reasons) {
        Map<String, Problem> still = new LinkedHashMap<>();
        Set<String> moving = new LinkedHashSet<>();
        for (Variant variant : variants) {
            Map<String, String> known = reasons.get(variant);
            (known == null ? Run.still(variant.scenario(), Map.of()) : known).forEach((path, why) -> {
                if (why.isEmpty()) {
                    moving.add(path);
                } else {
                    still.putIfAbsent(
                            path, variant.problem(ProblemKind.STILL_NUMBER, new ScenarioException(path, why)));
                }
            });
        }
        still.keySet().removeAll(moving);
        return inOrder(still.values());
    }

    private static List<Problem> inOrder(Collection<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    /** Returns problems of variants. A problem names its variants unless it affects all of them. */
    public List<Problem> told(Map<Problem, Set<String>> found) {
        return found.entrySet().stream()
                .map(one -> one.getValue().size() == variants.size()
                        ? one.getKey()
                        : one.getKey().in(one.getValue()))
                .toList();
    }

    /** Returns a warning about the scenario as a whole, from the text of a warning in a result or prediction. */
    public Problem warning(String text) {
        ProblemKind rule = EquivalentVariants.says(text) ? ProblemKind.SAME_VARIANTS : ProblemKind.FORECAST;
        return Problem.ofWhole(rule, source(), text);
    }

    /** Returns a warning for each variant with settings that have the same effect as those of an earlier one. */
    public List<Problem> twins(List<Variant> some) {
        List<Problem> twins = new ArrayList<>();
        for (int i = 1; i < some.size(); i++) {
            Variant variant = some.get(i);
            some.subList(0, i).stream()
                    .filter(variant::sameAs)
                    .findFirst()
                    .ifPresent(before -> twins.add(
                            warning(EquivalentVariants.as(before.name())).in(List.of(variant.name()))));
        }
        return twins;
    }

    /**
     * Returns the text of the file with new values for settings of its first variant, and comments above their lines.
     * The rest of the text is unchanged.
     *
     * @throws IllegalArgumentException if the file does not write one of the settings plainly and on one line
     */
    public String textWith(List<NewValue> values) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        Map<NewValue, SourceLocation> places = new LinkedHashMap<>();
        values.forEach(one -> places.put(one, variants.get(0).written(one.path(), lines)));
        values.stream()
                .sorted(Comparator.<NewValue>comparingInt(one -> places.get(one).line())
                        .thenComparingInt(one -> places.get(one).column())
                        .reversed())
                .forEach(one -> {
                    SourceLocation place = places.get(one);
                    String line = lines.get(place.line() - 1);
                    int from = line.offsetByCodePoints(0, place.column() - 1);
                    int to = line.offsetByCodePoints(from, place.length());
                    lines.set(place.line() - 1, line.substring(0, from) + one.value() + line.substring(to));
                });
        values.stream()
                .sorted(Comparator.<NewValue>comparingInt(one -> places.get(one).line())
                        .reversed())
                .forEach(one -> {
                    int at = places.get(one).line() - 1;
                    String margin = lines.get(at).replaceFirst("\\S.*", "");
                    lines.addAll(
                            at,
                            one.comment().stream()
                                    .map(text -> margin + "# " + text)
                                    .toList());
                });
        return String.join("\n", lines) + "\n";
    }

    /** Returns the run setup of a variant, including the facts that its result reports. */
    public Run.Setup setup(Variant variant) {
        return new Run.Setup(variant.name(), variant.settings(), variant.breaks(), 0, variant == variants.get(0));
    }

    /** Returns the result of the scenario from the results of its variants, with warnings about equal variants. */
    public RunResult result(List<VariantResult> results) {
        return new RunResult(
                RunResult.VERSION,
                title,
                name,
                digest,
                question,
                lesson,
                variants.get(0).scenario().charts().stream()
                        .map(ChartRequest::text)
                        .toList(),
                EquivalentVariants.told(results));
    }

    /** A variant of a scenario, resolved and checked. */
    public static final class Variant {
        private final String name;
        private final Scenario scenario;
        private final List<String> breaks;
        private final ResolvedSettings settings;
        private final SourceLocation start;
        private final LanguageDefinition dialect;

        Variant(
                String name,
                Scenario scenario,
                List<String> breaks,
                ResolvedSettings settings,
                SourceLocation start,
                LanguageDefinition dialect) {
            this.name = name;
            this.scenario = scenario;
            this.breaks = List.copyOf(breaks);
            this.settings = settings;
            this.start = start;
            this.dialect = dialect;
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
        public boolean sameAs(Variant other) {
            return measured().equals(other.measured());
        }

        private List<Setting> measured() {
            return ScenarioDigest.settings(this).stream()
                    .filter(setting -> dialect.measured(setting.path()))
                    .map(setting -> new Setting(setting.path(), setting.value(), ""))
                    .toList();
        }

        /**
         * Returns a build error as a problem, located at the path that it names or at the nearest enclosing part of the
         * file.
         */
        public Problem problem(ScenarioException complaint) {
            return problem(ProblemKind.of(complaint), complaint);
        }

        /** Returns a build error as a problem of a given kind. */
        public Problem problem(ProblemKind rule, ScenarioException complaint) {
            return Problem.at(rule, place(complaint), message(complaint), false);
        }

        /**
         * Returns the location of the value of a setting in the lines of the file.
         *
         * @throws IllegalArgumentException if the file does not write the value plainly and on one line
         */
        private SourceLocation written(String path, List<String> lines) {
            Optional<Setting> setting =
                    settings().stream().filter(one -> one.path().equals(path)).findFirst();
            SourceLocation place = settings.place(path).orElse(start);
            if (setting.isPresent()
                    && setting.get().origin().equals(SourceLocation.FILE)
                    && place.line() <= lines.size()) {
                String line = lines.get(place.line() - 1);
                int from = place.column() - 1;
                if (from + place.length() <= line.codePointCount(0, line.length())
                        && line.substring(line.offsetByCodePoints(0, from))
                                .startsWith(setting.get().value())) {
                    return place;
                }
            }
            throw new IllegalArgumentException("'" + path + "' is not written in " + source()
                    + ", plainly and on one line; write it there, so that its value has a place");
        }

        SourceLocation place(ScenarioException complaint) {
            return settings.place(complaint.path().replaceFirst("^components\\.", ""))
                    .orElse(start);
        }

        static String message(ScenarioException complaint) {
            return SpellingSuggestion.told(complaint);
        }

        /**
         * Returns the build errors of the variant.
         *
         * @param still receives, if there is no error, the reason why a metric is constant, by path
         */
        List<ScenarioException> impossible(Consumer<Map<String, String>> still) {
            try {
                still.accept(Run.check(scenario));
                return List.of();
            } catch (ScenarioException impossible) {
                List<ScenarioException> all = new ArrayList<>(List.of(impossible));
                for (Throwable other : impossible.getSuppressed()) {
                    all.add((ScenarioException) other);
                }
                return all;
            }
        }
    }
}
