package dev.brownout.language.binding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Path of a part of a scenario. Its text omits the section of the components: {@code web.service}.
 *
 * @param steps the section and the keys in it down to the part; items of lists are numbered from 0
 */
public record SettingPath(List<String> steps) implements Comparable<SettingPath> {
    /** Copies the list. */
    public SettingPath {
        steps = List.copyOf(steps);
    }

    /** Creates a path of some steps. */
    public SettingPath(String... steps) {
        this(List.of(steps));
    }

    /** Parses a path with dots of which the first step is a section. */
    public static SettingPath parse(String text) {
        return new SettingPath(text.split("\\.", -1));
    }

    /**
     * Parses a path with dots. Its first step is a section or the name of a component.
     *
     * @param components the components of the scenario
     */
    public static SettingPath parse(String text, Collection<String> components) {
        SettingPath written = parse(text);
        return components.contains(written.section()) ? parse(DeclaredNames.COMPONENTS + "." + text) : written;
    }

    /** Returns the name of the section. */
    public String section() {
        return steps.get(0);
    }

    /** Returns the steps in the section. */
    public List<String> innerSteps() {
        return steps.subList(1, steps.size());
    }

    /** Returns the key of the part. */
    public String last() {
        return steps.get(steps.size() - 1);
    }

    /** Returns the path of the part around it. */
    public SettingPath parent() {
        return first(steps.size() - 1);
    }

    /** Returns the path of the list if the part is an item of one; otherwise this path. */
    public SettingPath list() {
        return steps.size() > 1 && last().matches("[0-9]+") ? parent() : this;
    }

    /** Returns the path of its first steps. */
    public SettingPath first(int count) {
        return new SettingPath(steps.subList(0, count));
    }

    /** Returns the path of a part inside. */
    public SettingPath child(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new SettingPath(longer);
    }

    /** Returns the path as files write it, where components have no section. */
    @Override
    public String toString() {
        boolean component = steps.size() > 1 && section().equals(DeclaredNames.COMPONENTS);
        return String.join(".", component ? innerSteps() : steps);
    }

    /** Compares the texts of the paths. */
    @Override
    public int compareTo(SettingPath other) {
        return toString().compareTo(other.toString());
    }
}
