package dev.brownout.grading;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Path of a part of a scenario.
 *
 * @param steps the keys from a section of the scenario down to the part; items of lists are numbered from 0
 */
record ScenarioPath(List<String> steps) {
    /** Step of an allowed path that stands for any step. */
    static final String ANY = "*";

    /**
     * Order of allowed paths that cover the same part: the longer path, and of two with the same length the one with
     * fewer steps for any step, is the greater one.
     */
    static final Comparator<ScenarioPath> BY_PRECISION = Comparator.comparingInt(
                    (ScenarioPath path) -> path.steps().size())
            .thenComparingLong(path ->
                    path.steps().stream().filter(step -> !step.equals(ANY)).count());

    /** Sections of which no assignment can allow changes: they decide about the run and the score. */
    private static final List<String> FIXED = List.of(
            DeclaredNames.FAULTS,
            "about",
            "charts",
            "predict",
            "price_list",
            "run",
            "scenario",
            "sla",
            "sweep",
            "use",
            "variants",
            "version");

    ScenarioPath {
        steps = List.copyOf(steps);
    }

    /**
     * Parses a path with dots. Its first step is a section or the name of a component.
     *
     * @param components the components of the scenario
     */
    static ScenarioPath of(String text, Collection<String> components) {
        List<String> steps = new ArrayList<>(List.of(text.split("\\.", -1)));
        if (components.contains(steps.get(0))) {
            steps.add(0, DeclaredNames.COMPONENTS);
        }
        return new ScenarioPath(steps);
    }

    /** Returns the path of a part inside. */
    ScenarioPath child(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ScenarioPath(longer);
    }

    /** Returns whether the path begins with a section of the language. */
    boolean hasSection() {
        return sections().contains(steps.get(0));
    }

    /** Returns the names of the sections that an assignment can allow to change. */
    static List<String> changeable() {
        return sections().stream().filter(name -> !FIXED.contains(name)).toList();
    }

    /** Returns whether an assignment can allow changes below the path. */
    boolean isChangeable() {
        return !FIXED.contains(steps.get(0));
    }

    private static List<String> sections() {
        return Section.names(LanguageDefinition.standard().sections());
    }

    /** Returns whether another path is this one or lies below it. */
    boolean covers(ScenarioPath other) {
        if (other.steps.size() < steps.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).equals(ANY) && !steps.get(i).equals(other.steps.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the path as files write it, where components have no section. */
    @Override
    public String toString() {
        boolean component = steps.size() > 1 && steps.get(0).equals(DeclaredNames.COMPONENTS);
        return String.join(".", component ? steps.subList(1, steps.size()) : steps);
    }
}
