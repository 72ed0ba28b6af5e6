package dev.brownout.html;

import dev.brownout.format.EventText;
import dev.brownout.format.LossText;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.PredictionWording;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.Analysis;
import dev.brownout.result.PredictResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.summary.HeadlineTable;
import dev.brownout.summary.LossSummary;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The results of one variant as plain data for a page. Texts are those of the terminal. */
final class VariantView {
    private static final String UTILIZATION = ".utilization";

    private VariantView() {}

    /**
     * Returns the data.
     *
     * @param numbers headline metrics without an assertion
     */
    static Map<String, Object> view(VariantResult variant, List<Map<String, Object>> numbers) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", variant.name());
        view.put("numbers", numbers);
        view.put(
                "facts",
                HeadlineTable.facts(variant).entrySet().stream()
                        .map(fact -> labelled(fact.getKey(), fact.getValue()))
                        .toList());
        view.put(
                "assertions",
                variant.evaluation().sla().entrySet().stream()
                        .map(entry -> assertion(entry.getKey(), entry.getValue()))
                        .toList());
        view.put(
                "predictions",
                variant.evaluation().predict().entrySet().stream()
                        .map(entry -> prediction(entry.getKey(), entry.getValue(), variant.analysis()))
                        .toList());
        view.put(
                "events",
                variant.history().timeline().stream().map(VariantView::event).toList());
        view.put(
                "losses",
                Stream.concat(variant.accounting().losses().stream(), LossSummary.degraded(variant).stream())
                        .map(loss -> LossText.text(List.of(loss)))
                        .toList());
        return view;
    }

    /** Returns a text with its label. */
    static Map<String, Object> labelled(String label, String value) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("label", label);
        view.put("value", value);
        return view;
    }

    private static Map<String, Object> event(TimelineEvent event) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", event.atNanos() / 1e9);
        view.put("words", EventText.sentence(event));
        return view;
    }

    private static Map<String, Object> assertion(String name, SlaResult sla) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", name);
        view.put("expression", sla.expression());
        view.put("metric", sla.metric());
        view.put("bound", VerdictWording.bound(sla));
        view.put("value", VerdictWording.measuredValue(sla));
        view.put("distance", VerdictWording.distance(sla));
        // An identifier for the page, which has the words for it.
        view.put("verdict", LanguageScope.in(TextLanguage.en, () -> VerdictWording.words(sla)));
        view.put("symbol", OutcomeTone.of(sla).symbol());
        view.put("expected", sla.asExpected());
        view.put("at", sla.firstViolatedAtNanos() < 0 ? Double.NaN : sla.firstViolatedAtNanos() / 1e9);
        return view;
    }

    private static Map<String, Object> prediction(String name, PredictResult predict, Analysis analysis) {
        String unit = MetricUnit.displayUnit(predict.metric(), predict.unit());
        double estimate = estimate(predict, analysis);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", name);
        view.put("words", PredictionWording.words(predict.expression()));
        view.put("unit", unit);
        view.put("predicted", predict.predicted());
        view.put("measured", predict.measured());
        view.put("estimate", estimate);
        view.put("within", predict.within());
        view.put("predictedText", QuantityFormat.format(predict.predicted(), unit));
        view.put("measuredText", QuantityFormat.format(predict.measured(), unit));
        view.put("estimateText", Double.isNaN(estimate) ? "" : QuantityFormat.format(estimate, unit));
        view.put("error", Double.isNaN(predict.error()) ? "" : QuantityFormat.signedPercent(predict.error()));
        return view;
    }

    /**
     * Returns the analytical utilization of a resource; {@code NaN} for any other metric, and if the utilization
     * differs between the stages of the load in the window of the prediction.
     */
    private static double estimate(PredictResult predict, Analysis analysis) {
        double[] window = PredictionWording.window(predict.expression()).orElse(new double[] {0, Double.MAX_VALUE});
        List<Double> stages = analysis.stations().stream()
                .filter(station -> predict.metric().equals(station.station() + UTILIZATION))
                .filter(station -> station.fromNanos() / 1e9 < window[1] && station.toNanos() / 1e9 > window[0])
                .map(station -> Math.min(1, station.utilization()))
                .distinct()
                .toList();
        return stages.size() == 1 ? stages.get(0) : Double.NaN;
    }
}
