package dev.brownout.chart;

import java.util.List;

/**
 * The values of a setting as an axis of a chart.
 *
 * @param label what they are values of, such as {@code web.nodes}
 * @param names each as the language writes it
 * @param numbers each as a number; where they do not grow, the values stand at equal distances
 */
public record SettingAxis(String label, List<String> names, List<Double> numbers) {

    /** Takes the lists as they are now. */
    public SettingAxis {
        names = List.copyOf(names);
        numbers = List.copyOf(numbers);
    }

    /** Where each value stands between the ends of the axis, from 0 to 1. */
    double[] places() {
        int n = names.size();
        double[] places = new double[n];
        for (int i = 0; i < n; i++) {
            double whole = grows() ? numbers.get(n - 1) - numbers.get(0) : n - 1;
            double part = grows() ? numbers.get(i) - numbers.get(0) : i;
            places[i] = n == 1 ? 0.5 : part / whole;
        }
        return places;
    }

    private boolean grows() {
        for (int i = 1; i < numbers.size(); i++) {
            if (!(numbers.get(i) > numbers.get(i - 1))) {
                return false;
            }
        }
        return true;
    }
}
