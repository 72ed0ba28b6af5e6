package dev.brownout.chart.title;

import dev.brownout.chart.model.SeriesLine;
import dev.brownout.format.SimulatedTimeFormat;
import java.util.List;

/** Finds the time at which the lines of two variants differ most. */
final class LineDifference {
    /** Minimum ratio of the values of two variants in an interval. */
    private static final double MIN_RATIO = 2;
    /** Minimum difference between variants, as a share of the highest value in the chart. */
    private static final double MIN_SHARE = 0.1;

    private LineDifference() {}

    /**
     * Returns the time of the largest visible difference. Empty if the variants are within a factor of two everywhere.
     *
     * @param lines lines of each variant, in the same order for all variants
     */
    static String largest(List<List<SeriesLine>> lines) {
        double widest = MIN_SHARE
                * lines.stream()
                        .flatMap(List::stream)
                        .mapToDouble(SeriesLine::max)
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElse(0);
        String time = "";
        for (int line = 0; lines.size() > 1 && line < lines.get(0).size(); line++) {
            SeriesLine first = lines.get(0).get(line);
            for (int step = 0; step < first.values().length; step++) {
                double low = Double.NaN;
                double high = Double.NaN;
                for (List<SeriesLine> variant : lines) {
                    double[] values = variant.get(line).values();
                    double value = step < values.length ? values[step] : Double.NaN;
                    low = Double.isNaN(low) || value < low ? value : low;
                    high = Double.isNaN(high) || value > high ? value : high;
                }
                if (high > MIN_RATIO * low && high - low > widest) {
                    widest = high - low;
                    time = SimulatedTimeFormat.at(first.startNanos(step));
                }
            }
        }
        return time;
    }
}
