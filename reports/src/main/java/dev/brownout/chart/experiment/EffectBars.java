package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.PlotMark.AreaMark;
import dev.brownout.chart.experiment.PlotMark.IntervalMark;
import java.util.ArrayList;
import java.util.List;

/**
 * Bar chart of the effects of settings, with their intervals. Its height depends on the number of bars.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param number name of the effect
 * @param unit unit of the effect
 * @param bars settings, from top to bottom
 */
public record EffectBars(String slug, String title, String subtitle, String number, String unit, List<Bar> bars) {
    /** Copies the list. */
    public EffectBars {
        bars = List.copyOf(bars);
    }

    /**
     * Effect of a setting.
     *
     * @param name setting
     * @param value effect, at least 0
     * @param low lower end of its interval; the effect itself for none
     * @param high upper end of its interval; the effect itself for none
     */
    public record Bar(String name, double value, double low, double high) {
        /** Creates a bar with a standard error; without an interval if the error is not finite. */
        public static Bar withError(String name, double value, double error) {
            double half = Double.isFinite(error) ? error : 0;
            return new Bar(name, value, value - half, value + half);
        }
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        List<PlotMark> marks = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            marks.add(new AreaMark(0, i + 0.8, bar.value(), i + 0.2, Palette.line(0), ""));
            marks.add(new IntervalMark(Math.max(0, bar.low()), i + 0.5, bar.high(), i + 0.5, Palette.INK));
        }
        double most = bars.stream().mapToDouble(Bar::high).max().orElse(0);
        PlotPanel panel = new PlotPanel(
                new PlotAxis(number, ValueRange.fromZero(unit, most)),
                PlotAxis.rows("", bars.stream().map(Bar::name).toList()),
                marks);
        return new PlotModel(slug, title, subtitle, panel).chart();
    }
}
