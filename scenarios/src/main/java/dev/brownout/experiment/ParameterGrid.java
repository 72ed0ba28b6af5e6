package dev.brownout.experiment;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.parallel.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The points of an experiment: the Cartesian product of the values of its varied settings. */
public final class ParameterGrid {
    private static final int MOST_POINTS = 10_000;
    private static final int LONGEST_NAME = 120;

    private final List<Variation> variations;
    private final List<List<Value>> points = new ArrayList<>();

    /**
     * Creates the points of some variations. The last variation changes fastest.
     *
     * @throws ExperimentException if a setting is varied twice, or there are too many points
     */
    public ParameterGrid(List<Variation> variations) {
        this.variations = List.copyOf(variations);
        long count = 1;
        Set<String> paths = new LinkedHashSet<>();
        for (Variation variation : variations) {
            if (!paths.add(variation.path())) {
                throw new ExperimentException("{} is varied twice", variation.path());
            }
            count *= variation.values().size();
            if (count > MOST_POINTS) {
                throw new ExperimentException("an experiment has at most {} points", MOST_POINTS);
            }
        }
        for (int index = 0; index < count; index++) {
            points.add(point(index));
        }
    }

    private List<Value> point(int index) {
        List<Value> point = new ArrayList<>();
        int quotient = index;
        for (int i = variations.size() - 1; i >= 0; i--) {
            List<Value> values = variations.get(i).values();
            point.add(0, values.get(quotient % values.size()));
            quotient /= values.size();
        }
        return point;
    }

    /** Returns the varied settings. */
    public List<Variation> variations() {
        return variations;
    }

    /** Returns the points, each with one value per variation. */
    public List<List<Value>> points() {
        return Collections.unmodifiableList(points);
    }

    /** Returns the changes to the scenario at a point, on top of other changes. */
    public static Overrides overridesAt(List<Variation> variations, List<Value> point, Overrides overrides) {
        Overrides combined = overrides;
        for (int i = 0; i < variations.size(); i++) {
            combined = variations.get(i).addTo(combined, point.get(i).text());
        }
        return combined;
    }

    /** Formats a point as text, such as {@code web.nodes 4, load 300/s}. */
    public static String format(List<Variation> variations, List<Value> point) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < variations.size(); i++) {
            parts.add(variations.get(i).path() + " " + point.get(i).text());
        }
        return String.join(", ", parts);
    }

    /** Formats a point as the name of a folder, such as {@code web.nodes=4,load=300-s}. */
    public static String folder(List<Variation> variations, List<Value> point) {
        return format(variations, point).replace(", ", ",").replace(' ', '=').replaceAll("[^\\p{L}\\p{Nd}.,=+-]+", "-");
    }

    /**
     * Reads the scenario at each point, on as many threads as there are cores.
     *
     * @throws ExperimentException if the scenario is invalid at a point; the error is that of the first such point
     */
    public List<Trial.Point> read(ScenarioSource source, Overrides overrides) {
        List<String> names = names();
        List<Trial.Point> loaded = new ArrayList<>();
        Workers.<ScenarioFile, RuntimeException>each(
                Runtime.getRuntime().availableProcessors(),
                points.size(),
                index -> source.check(overridesAt(variations, points.get(index), overrides)),
                file -> loaded.add(new Trial.Point(loaded.size(), names.get(loaded.size()), file)));
        return loaded;
    }

    /** Returns a unique name for each point. */
    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (List<Value> point : points) {
            String name = folder(variations, point);
            String shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME));
            String unique = shortened;
            for (int copy = 2; !names.add(unique); copy++) {
                unique = shortened + "~" + copy;
            }
        }
        return List.copyOf(names);
    }
}
