package dev.brownout.experiment.tune;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The designs of a tuning: one value per setting.
 *
 * @param settings settings in the order of the values of a design
 */
public record DesignSpace(List<TunedSetting> settings) {
    /** Maximum number of settings. */
    public static final int MOST_SETTINGS = 8;

    /** Checks the settings and copies the list. */
    public DesignSpace {
        settings = List.copyOf(settings);
        if (settings.isEmpty() || settings.size() > MOST_SETTINGS) {
            throw new ExperimentException("a tuning has 1 to {} settings, not {}", MOST_SETTINGS, settings.size());
        }
        Set<String> paths = new LinkedHashSet<>();
        for (TunedSetting setting : settings) {
            if (!paths.add(setting.path())) {
                throw new ExperimentException("{} is varied twice", setting.path());
            }
        }
    }

    /** Returns the number of settings. */
    public int size() {
        return settings.size();
    }

    /** Returns the settings as variations. */
    public List<Variation> variations() {
        return settings.stream().map(TunedSetting::variation).toList();
    }

    /** Returns the design at a point of the unit cube. */
    public List<Value> designAt(double[] point) {
        List<Value> design = new ArrayList<>();
        for (int i = 0; i < point.length; i++) {
            design.add(settings.get(i).value(point[i]));
        }
        return design;
    }

    /** Returns the design with the lower end of each range, and the first value of each list. */
    public List<Value> low() {
        return settings.stream().map(TunedSetting::low).toList();
    }

    /** Returns the design with the upper end of each range, and the last value of each list. */
    public List<Value> high() {
        return settings.stream().map(TunedSetting::high).toList();
    }

    /** Returns the designs at both ends of all settings, and those with each end or listed value of one setting. */
    Stream<List<Value>> extremes() {
        Stream<List<Value>> single = IntStream.range(0, settings.size())
                .boxed()
                .flatMap(i -> settings.get(i).variation().values().stream().map(value -> with(low(), i, value)));
        return Stream.concat(Stream.of(low(), high()), single);
    }

    /** Returns the design with another value of one setting. */
    public List<Value> with(List<Value> design, int setting, Value value) {
        List<Value> changed = new ArrayList<>(design);
        changed.set(setting, value);
        return List.copyOf(changed);
    }

    /**
     * Returns the Euclidean distance of two designs in the unit cube. Different values of an unordered list have
     * distance 1.
     */
    public double distance(List<Value> first, List<Value> second) {
        double squares = 0;
        for (int i = 0; i < settings.size(); i++) {
            TunedSetting setting = settings.get(i);
            double difference = setting.isOrdered()
                    ? setting.position(first.get(i)) - setting.position(second.get(i))
                    : first.get(i).equals(second.get(i)) ? 0 : 1;
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    /** Returns the changes of a design, on top of other changes. */
    public Overrides changes(List<Value> design, Overrides others) {
        return ParameterGrid.overridesAt(variations(), design, others);
    }

    /** Formats a design, such as {@code web.queue 50, web.cores 2}. */
    public String format(List<Value> design) {
        return ParameterGrid.format(variations(), design);
    }

    /** Returns the number of designs of a full sweep of the same settings. */
    public double sweepDesigns() {
        double designs = 1;
        for (TunedSetting setting : settings) {
            designs *= setting.sweepValues();
        }
        return designs;
    }
}
