package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.AxisScale.Tick;
import dev.brownout.chart.draw.ValueRange;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Axis of a {@link PlotPanel}.
 *
 * @param label name; empty for none
 * @param range ends of the axis
 * @param named ticks with names; empty for ticks at round values
 */
public record PlotAxis(String label, ValueRange range, List<Tick> named) {

    /** Copies the list. */
    public PlotAxis {
        named = List.copyOf(named);
    }

    /** Creates an axis of numbers. */
    public PlotAxis(String label, ValueRange range) {
        this(label, range, List.of());
    }

    /** Creates an axis with ticks at positions from 0 to an end. */
    public static PlotAxis positions(String label, double end, List<Tick> ticks) {
        return new PlotAxis(label, new ValueRange(0, end, false, Double.NaN, "1"), ticks);
    }

    /** Creates an axis of the values of a setting, at positions from 0 to 1. */
    static PlotAxis settings(SettingAxis axis) {
        double[] positions = axis.positions();
        return positions(
                axis.label(),
                1,
                IntStream.range(0, positions.length)
                        .mapToObj(i -> new Tick(positions[i], axis.names().get(i)))
                        .toList());
    }

    /** Creates an axis of columns. Column {@code i} is between the positions {@code i} and {@code i + 1}. */
    static PlotAxis columns(String label, List<String> names) {
        return positions(
                label,
                names.size(),
                IntStream.range(0, names.size())
                        .mapToObj(i -> new Tick(i + 0.5, names.get(i)))
                        .toList());
    }

    /**
     * Creates a vertical axis of rows, from top to bottom. Row {@code i} is between the positions {@code i} and
     * {@code i + 1}.
     *
     * @param names names of the rows; the second line of a name is faint
     */
    public static PlotAxis rows(String label, List<String> names) {
        ValueRange downwards = new ValueRange(names.size(), 0, false, Double.NaN, "1");
        return new PlotAxis(label, downwards, columns(label, names).named());
    }

    /** Returns the number of rows; 0 for another axis. */
    int rows() {
        return range.from() > range.to() ? named.size() : 0;
    }

    /**
     * Returns the ticks: about {@code most} at round values, or fewer if two of them would have the same label, as it
     * is rounded. A single tick remains on a shorter axis.
     */
    List<Tick> ticks(int most) {
        if (!named.isEmpty()) {
            return named;
        }
        List<Tick> ticks = range.ticks(most);
        boolean repeated =
                ticks.size() > ticks.stream().map(Tick::label).distinct().count();
        return !repeated ? ticks : most > 1 ? ticks(most - 1) : ticks.subList(0, 1);
    }

    /** Returns the relative position of a value between the ends, from 0 to 1. */
    double share(double value) {
        return Math.max(0, Math.min(1, range.share(value)));
    }

    boolean includes(double value) {
        return share(value) == range.share(value);
    }

    /** Returns whether this is an axis of numbers that ends below a value. */
    boolean endsBelow(double value) {
        return rows() == 0 && value > range.to();
    }
}
