package dev.brownout.importing.calibrate;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.QuantileQuantilePlot;
import dev.brownout.chart.experiment.QuantileQuantilePlot.Point;
import dev.brownout.chart.title.TitleText;
import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.fitting.Fit;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Quantile-quantile plot of a fitted distribution against the measurement. */
public final class QuantilePicture {
    private static final int SHARES = 200;
    private static final List<Double> LABELLED = List.of(0.5, 0.9, 0.99, 0.999);
    private static final int MIN_VALUES_BEYOND = 10;

    private QuantilePicture() {}

    /** Returns the plot of the service time of a request type, or empty if no distribution fits. */
    public static Optional<Chart> plot(RequestFit request) {
        return request.work().best().map(fit -> chart(request, fit));
    }

    private static Chart chart(RequestFit request, Fit fit) {
        WeightedSample sample = request.work().sample();
        SortedSet<Double> shares = new TreeSet<>(LABELLED);
        for (int i = 1; i < SHARES; i++) {
            shares.add((double) i / SHARES);
        }
        List<Point> points = new ArrayList<>();
        double maxError = 0;
        for (double share : shares) {
            if ((1 - share) * sample.size() >= MIN_VALUES_BEYOND) {
                double measured = sample.quantile(share);
                double fitted = fit.distribution().quantile(share);
                boolean labelled = LABELLED.contains(share);
                points.add(new Point(labelled ? "p" + LanguageNumbers.format(share * 100, 4) : "", measured, fitted));
                maxError = labelled && measured > 0 ? Math.max(maxError, Math.abs(fitted / measured - 1)) : maxError;
            }
        }
        String title = TitleText.fitting(
                request.name() + " service time: max quantile error " + LanguageNumbers.percent(maxError) + " up to "
                        + lastLabel(points),
                "Service time: max quantile error " + LanguageNumbers.percent(maxError));
        return new QuantileQuantilePlot("qq-" + request.name(), title, fit.text(), "ns", points).chart();
    }

    private static String lastLabel(List<Point> points) {
        return points.stream()
                .map(Point::label)
                .filter(label -> !label.isEmpty())
                .reduce("", (previous, label) -> label);
    }
}
