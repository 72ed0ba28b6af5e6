package dev.brownout.reality.product;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.replicate.ReplicationPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Predictions of the figures of a trial by its scenario. */
final class TrialPrediction {
    /** Number of independent runs. */
    static final int RUNS = 10;

    private static final String BASE = "base";

    private TrialPrediction() {}

    /**
     * Returns the predicted values of each figure, one for each run. The scenario is written to a folder.
     *
     * @param calibrated values of the product
     */
    static Map<Figure, List<Double>> values(
            MeasuredProduct product, ProductTrial trial, Map<String, String> calibrated, Path folder)
            throws IOException {
        Path file = folder.resolve(trial.name().replaceAll("[^A-Za-z0-9]+", "-") + ".yaml");
        Files.writeString(file, scenario(product, trial, calibrated));
        Experiment experiment = Experiment.file(file).replications(RUNS);
        for (Figure figure : trial.figures()) {
            experiment = experiment.metric(figure.metric());
            if (!figure.of().isEmpty()) {
                experiment = experiment.metric(figure.of());
            }
        }
        ReplicationSummary summary = ReplicationPlan.of(experiment).run().of(BASE);
        Map<Figure, List<Double>> values = new LinkedHashMap<>();
        for (Figure figure : trial.figures()) {
            List<Double> parts = summary.sample(figure.metric()).values();
            List<Double> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                double whole = figure.of().isEmpty()
                        ? 1
                        : summary.sample(figure.of()).values().get(i);
                runs.add(parts.get(i) * figure.scale() / whole);
            }
            values.put(figure, runs);
        }
        return values;
    }

    /**
     * Returns the scenario of a trial with its values: those of the product, those of the trial, <code>${run}</code>,
     * <code>${load}</code> and <code>${timeout}</code>.
     *
     * @throws IOException if a value is missing
     */
    static String scenario(MeasuredProduct product, ProductTrial trial, Map<String, String> calibrated)
            throws IOException {
        Map<String, String> values = new LinkedHashMap<>(calibrated);
        for (int i = 0; i < trial.values().size(); i += 2) {
            values.put(trial.values().get(i), trial.values().get(i + 1));
        }
        values.put(
                "run",
                "{ duration: " + trial.length().toMillis() + "ms, warmup: " + ProductTrial.WARMUP.toMillis() + "ms }");
        values.put("load", trial.load().text());
        values.put("timeout", trial.timeout().toMillis() + "ms");
        String text;
        String path = product.name() + "/" + trial.scenario() + ".yaml";
        try (InputStream in = TrialPrediction.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("no resource " + path);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        int missing = text.indexOf("${");
        if (missing >= 0) {
            throw new IOException(path + " needs " + text.substring(missing, text.indexOf('}', missing) + 1));
        }
        return text;
    }
}
