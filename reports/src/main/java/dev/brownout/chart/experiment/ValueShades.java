package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Palette;
import dev.brownout.format.QuantityFormat;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** Shades of a third value of designs: at most four classes of values, the best of which is the darkest. */
final class ValueShades {
    private static final int MOST_CLASSES = 4;
    private static final double LIGHTEST = 0.08;

    private final List<List<Double>> classes = new ArrayList<>();
    private final String unit;

    /**
     * Divides values into classes of about equally many distinct values. Values that are printed alike are in one
     * class.
     *
     * @param values values; those that are not finite have no class
     */
    ValueShades(List<Double> values, String unit, boolean lowerIsBetter) {
        this.unit = unit;
        List<List<Double>> distinct = new ArrayList<>();
        values.stream().filter(Double::isFinite).sorted().forEach(value -> {
            if (distinct.isEmpty() || !text(distinct.get(distinct.size() - 1)).equals(text(List.of(value)))) {
                distinct.add(new ArrayList<>());
            }
            distinct.get(distinct.size() - 1).add(value);
        });
        int count = Math.min(MOST_CLASSES, distinct.size());
        for (int i = 0; i < count; i++) {
            List<Double> merged = new ArrayList<>();
            distinct.subList(i * distinct.size() / count, (i + 1) * distinct.size() / count)
                    .forEach(merged::addAll);
            classes.add(lowerIsBetter ? 0 : classes.size(), merged);
        }
    }

    private String text(List<Double> values) {
        String least = QuantityFormat.format(values.get(0), unit);
        String most = QuantityFormat.format(values.get(values.size() - 1), unit);
        return least.equals(most) ? least : least + " to " + most;
    }

    /** Returns the classes as text, the worst first. */
    List<String> labels() {
        return classes.stream().map(this::text).toList();
    }

    /** Returns the shade of a class, from light for the worst to dark for the best. */
    Color shade(int index) {
        double share = classes.size() < 2 ? 1 : LIGHTEST + (1 - LIGHTEST) * index / (classes.size() - 1);
        return Palette.mixed(Palette.BACKGROUND, Palette.line(0), share);
    }

    /** Returns the shade of a value; that of paper if it is not finite. */
    Color of(double value) {
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).contains(value)) {
                return shade(i);
            }
        }
        return Palette.BACKGROUND;
    }
}
