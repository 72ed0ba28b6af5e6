package dev.brownout.tutorial;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.translation.TextLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Course of the library. Its steps are read on demand. */
public final class Ladder {
    private static final Set<String> CACHES = Set.of("cache", "cdn");

    private final ShippedLibrary library = new ShippedLibrary();
    private final List<String> names = library.ladder();

    /**
     * Lesson about one scenario: a step of the course, or another scenario.
     *
     * @param number number of the step, from 1; 0 for a scenario outside of the course
     * @param name name of the scenario in the library, or path of its file
     * @param file the scenario
     * @param before scenario of the previous step; empty without one
     */
    public record Rung(int number, String name, ScenarioFile file, Optional<ScenarioFile> before) {
        /** Returns the lesson about a scenario outside of the course. */
        public static Rung of(String name, ScenarioFile file) {
            return new Rung(0, name, file, Optional.empty());
        }

        /** Returns whether the lesson is a step of the course. */
        public boolean isStep() {
            return number > 0;
        }

        /** Returns the argument of a command line that names the lesson: the number of a step, or a scenario. */
        public String argument() {
            return isStep() ? Integer.toString(number) : name;
        }

        /** Returns the plan of the step, a line for each part. */
        public List<String> plan(TextLanguage language) {
            return RungDifference.lines(file.variants().get(0), language);
        }

        /**
         * Returns the differences of the plan from that of the previous step, a line each; empty for the first step.
         */
        public List<String> planDifferences(TextLanguage language) {
            return before.map(earlier -> RungDifference.lines(
                            earlier.variants().get(0), file.variants().get(0), language))
                    .orElse(List.of());
        }

        /**
         * Returns the differences of the plan of a variant from that of the first one, a line each, with the other
         * paths of requests.
         */
        public List<String> changes(Variant variant, TextLanguage language) {
            Variant first = file.variants().get(0);
            List<String> changes = new ArrayList<>(RungDifference.paths(first, variant, language));
            changes.addAll(RungDifference.lines(first, variant, language));
            return changes;
        }

        /**
         * Returns the call paths of the step before its run. Rates behind a cache are left out, because they contain
         * its hit ratio.
         */
        public List<String> calls() {
            Variant first = file.variants().get(0);
            List<String> calls = CallLines.lines(first.scenario());
            boolean cached = first.scenario().components().values().stream()
                    .anyMatch(component -> CACHES.contains(component.kind()));
            return cached ? CallLines.withoutInnerRates(calls) : calls;
        }

        /**
         * Returns the scenario of the step with settings changed.
         *
         * @param sets settings by path, each {@code PATH=VALUE}
         * @throws IllegalStateException if a setting is invalid
         */
        public ScenarioFile with(List<String> sets) {
            ShippedLibrary library = new ShippedLibrary();
            return load(library, name, new Overrides(List.of(), sets));
        }

        /** Returns the name of the scenario without its folder. */
        public String shortName() {
            return file.name().substring(file.name().lastIndexOf('/') + 1);
        }
    }

    /** Returns the numbers of all steps in the library, in order. */
    public List<Integer> numbers() {
        return names.stream().map(Ladder::number).toList();
    }

    /** Returns the number of the last step. */
    public int last() {
        return number(names.get(names.size() - 1));
    }

    /** Returns the number of a step, given its number, its name or an abbreviation of it; empty if no step matches. */
    public Optional<Integer> find(String typed) {
        String plain = typed.replaceFirst("^" + ShippedLibrary.LADDER + "/", "");
        boolean digits = plain.matches("[0-9]{1,3}");
        for (String name : names) {
            boolean isMatch = digits
                    ? number(name) == Integer.parseInt(plain)
                    : library.find(ShippedLibrary.LADDER + "/" + plain).equals(Optional.of(name));
            if (isMatch) {
                return Optional.of(number(name));
            }
        }
        return Optional.empty();
    }

    /** Returns the step after another one; empty after the last, and after a scenario outside of the course. */
    public Optional<Rung> next(Rung rung) {
        int index = names.indexOf(rung.name());
        return rung.isStep() && index + 1 < names.size() ? Optional.of(rungAt(index + 1)) : Optional.empty();
    }

    /** Returns the step with a number that {@link #find} returned. */
    public Rung rung(int number) {
        return rungAt(numbers().indexOf(number));
    }

    /** Returns all steps in order. */
    public List<Rung> rungs() {
        List<Rung> rungs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            rungs.add(rungAt(i));
        }
        return rungs;
    }

    private Rung rungAt(int position) {
        String name = names.get(position);
        Optional<ScenarioFile> before = position == 0 ? Optional.empty() : Optional.of(read(names.get(position - 1)));
        return new Rung(number(name), name, read(name), before);
    }

    private ScenarioFile read(String name) {
        return load(library, name, Overrides.NONE);
    }

    private static ScenarioFile load(ShippedLibrary library, String name, Overrides changes) {
        try {
            return new Loader(library).load(name, library.text(name).orElseThrow(), changes);
        } catch (InvalidScenarioException wrong) {
            throw new IllegalStateException(wrong.render(), wrong);
        }
    }

    private static int number(String name) {
        int slash = name.indexOf('/');
        return Integer.parseInt(name.substring(slash + 1, name.indexOf('-', slash)));
    }
}
