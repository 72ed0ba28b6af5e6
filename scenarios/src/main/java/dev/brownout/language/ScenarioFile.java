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
 * A scenario as it was read: all its variants, resolved and checked.
 *
 * @param name the file's name without its ending, or the library's name for it
 * @param title the scenario's title; its name where it says none
 * @param question what it asks; empty where it does not say
 * @param lesson what it teaches; empty where it does not say
 * @param text the file as it was written
 * @param digest SHA-256 in hexadecimal digits of the resolved variants: equal however they were written
 * @param variants its variants in the file's order; a single one called {@code base} where it has none
 * @param sweep what the command {@code sweep} varies where it says nothing else
 * @param warnings what is odd about it without keeping it from running
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

    /** Takes the lists as they are now. */
    public ScenarioFile {
        variants = List.copyOf(variants);
        sweep = List.copyOf(sweep);
        warnings = List.copyOf(warnings);
    }

    /** The file that it was read from, as messages call it. */
    public String source() {
        return variants.get(0).source();
    }

    /** The variant of that name. */
    public Optional<Variant> variant(String wanted) {
        return variants.stream().filter(v -> v.name().equals(wanted)).findFirst();
    }

    /**
     * Builds each variant once, so that whatever a run would refuse is refused here, and charts of what no variant has;
     * refused as well is what is asserted, foretold or drawn of a number that never moves in any of them. Where the
     * scenario is changed from outside, or made to be changed by its {@code sweep}, that is a warning.
     *
     * @param changes what changed it when it was read
     * @return this with those warnings
     * @throws InvalidScenarioException with everything that is impossible, sorted by place
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

    /** Builds each variant; the numbers that never move in any of them, sorted by place. */
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

    /** What never moves in any variant, by why it does not in those whose charts are all there too. */
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

    /** Problems of variants, each saying of which unless it is of all. */
    public List<Problem> told(Map<Problem, Set<String>> found) {
        return found.entrySet().stream()
                .map(one -> one.getValue().size() == variants.size()
                        ? one.getKey()
                        : one.getKey().in(one.getValue()))
                .toList();
    }

    /** A warning about the scenario as a whole, as results and forecasts have it. */
    public Problem warning(String text) {
        ProblemKind rule = EquivalentVariants.says(text) ? ProblemKind.SAME_VARIANTS : ProblemKind.FORECAST;
        return Problem.ofWhole(rule, source(), text);
    }

    /** Warnings of those of some variants that are the same as one before, as what they differ in is changed. */
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
     * The file's text with other values for some settings of its first variant, and comments above their lines;
     * everything else stays as it was written.
     *
     * @throws IllegalArgumentException if the file itself does not write one of them, between two spaces or the like
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

    /** How one of the variants is run, and what its result says of it. */
    public Run.Setup setup(Variant variant) {
        return new Run.Setup(variant.name(), variant.settings(), variant.breaks(), 0, variant == variants.get(0));
    }

    /** The result of the scenario from those of variants that were run; it warns of those that turn out the same. */
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

    /** One variant of a scenario. */
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

        /** The file that it is read from, as messages call it. */
        private String source() {
            return start.source().name();
        }

        /** Its name. */
        public String name() {
            return name;
        }

        /** What is to be run. */
        public Scenario scenario() {
            return scenario;
        }

        /** The assertions that must be missed. */
        public List<String> breaks() {
            return breaks;
        }

        /** Every setting with its origin, sorted by path. */
        public List<Setting> settings() {
            return settings.sorted();
        }

        /** Whether another one is the same under another name: what is measured in the two differs in nothing. */
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
         * Where in the file stands what the core complains of: at the path it names, or at the nearest part around it.
         */
        public Problem problem(ScenarioException complaint) {
            return problem(ProblemKind.of(complaint), complaint);
        }

        /** The same of another kind. */
        public Problem problem(ProblemKind rule, ScenarioException complaint) {
            return Problem.at(rule, place(complaint), message(complaint), false);
        }

        /** Where in the lines of the file the value of a setting stands. */
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

        /** What is impossible about it; where nothing is, somebody hears why which of its numbers never move. */
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
