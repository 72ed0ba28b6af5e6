package dev.brownout.chart.experiment;

import java.util.List;

/**
 * Axis of the values of a varied setting.
 *
 * @param label name of the setting, such as {@code web.nodes}
 * @param names values as written in the scenario language
 * @param numbers values as numbers; values that are not strictly increasing are placed at equal distances
 */
public record SettingAxis(String label, List<String> names, List<Double> numbers) {

    /** Copies the lists. */
    public SettingAxis {
        names = List.copyOf(names);
        numbers = List.copyOf(numbers);
    }

    /** Returns the position of each value on the axis, from 0 to 1. */
    double[] positions() {
        int n = names.size();
        double[] positions = new double[n];
        for (int i = 0; i < n; i++) {
            double span = isStrictlyIncreasing() ? numbers.get(n - 1) - numbers.get(0) : n - 1;
            double distance = isStrictlyIncreasing() ? numbers.get(i) - numbers.get(0) : i;
            positions[i] = n == 1 ? 0.5 : distance / span;
        }
        return positions;
    }

    private boolean isStrictlyIncreasing() {
        for (int i = 1; i < numbers.size(); i++) {
            if (!(numbers.get(i) > numbers.get(i - 1))) {
                return false;
            }
        }
        return true;
    }
}
