package dev.brownout.html;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.HeroChart;
import dev.brownout.chart.draw.Chart;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.HeadlineTable;
import dev.brownout.summary.HeadlineTable.HeadlineNumber;
import dev.brownout.summary.Page;
import dev.brownout.summary.ScenarioAnswer;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The results of a run as data for a page that draws them itself: two charts, a topology of each variant, verdicts,
 * numbers and events. Charts and topologies are those of the report, and texts those of the terminal.
 */
public final class RunView {
    private RunView() {}

    /**
     * Returns the data as JSON. Arrays of values over time are numbers of {@code columns}. The property {@code charts}
     * of a variant has the chart of an asserted metric, else the first chart, and then the chart of the failed requests
     * per second. All variants have charts of the same metrics.
     *
     * <p>Charts, topologies and events have texts in the language of the current scope. The property
     * {@code translations} has the texts of the scenario by language. Verdicts and their counts are identifiers for the
     * page and therefore in English.
     *
     * @param translations the result with the texts of its scenario in other languages
     */
    public static String json(RunResult result, ChartBook book, Map<TextLanguage, RunResult> translations) {
        VariantResult first = result.variants().get(0);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("title", result.scenario());
        view.put("question", result.question());
        view.put("answer", ScenarioAnswer.of(result).map(ScenarioAnswer::text).orElse(""));
        view.put("lesson", result.lesson());
        view.put("seconds", seconds(result));
        view.put("warmup", first.run().warmupNanos() / 1e9);
        view.put("fault", fault(result));
        view.put("seed", Long.toString(first.run().seed()));
        view.put("requests", result.simulatedRequests());
        view.put("events", result.simulatedEvents());
        view.put("verdict", VerdictWording.outcome(result));
        view.put("sentence", LanguageScope.in(TextLanguage.en, () -> VerdictWording.counts(result)));
        view.put("stopped", Page.stopped(result));
        view.put("variants", variants(result, book));
        ReportCharts charts = ReportCharts.of(result, book);
        view.put(
                "topologies",
                charts.topologies().stream()
                        .map(chart -> figure(chart.chart().slug(), chart.chart()))
                        .toList());
        if (!translations.isEmpty()) {
            Map<String, Object> texts = new TreeMap<>();
            translations.forEach((language, translated) -> texts.put(language.name(), texts(translated)));
            view.put("translations", texts);
        }
        return ReportJson.text(view);
    }

    private static Map<String, Object> texts(RunResult result) {
        Map<String, Object> texts = new LinkedHashMap<>();
        texts.put("title", result.scenario());
        texts.put("question", result.question());
        texts.put("answer", ScenarioAnswer.of(result).map(ScenarioAnswer::text).orElse(""));
        texts.put("lesson", result.lesson());
        return texts;
    }

    private static Map<String, Object> figure(String id, Chart chart) {
        Map<String, Object> model = new LinkedHashMap<>(chart.model());
        model.put("id", id);
        return model;
    }

    private static List<Map<String, Object>> variants(RunResult result, ChartBook book) {
        Optional<HeroChart> hero = book.charts().isEmpty() ? Optional.empty() : HeroChart.of(result, book);
        List<HeadlineNumber> numbers = HeadlineTable.numbers(result);
        List<Map<String, Object>> variants = new ArrayList<>();
        for (int i = 0; i < result.variants().size(); i++) {
            int index = i;
            List<Map<String, Object>> headlines =
                    numbers.stream().map(number -> headline(number, index)).toList();
            VariantResult variant = result.variants().get(i);
            Map<String, Object> view = VariantView.view(variant, headlines);
            view.put(
                    "charts",
                    Stream.concat(
                                    hero.map(chart -> figure("asserted", chart.of(variant, result))).stream(),
                                    HeroChart.failures(variant, result)
                                            .map(chart -> figure("failures", chart))
                                            .stream())
                            .toList());
            variants.add(view);
        }
        return variants;
    }

    private static Map<String, Object> headline(HeadlineNumber number, int variant) {
        Map<String, Object> headline =
                VariantView.labelled(number.name(), number.values().get(variant));
        headline.put("metric", number.metric());
        return headline;
    }

    /** Returns the length of the longest variant, in s. */
    static double seconds(RunResult result) {
        return result.variants().stream()
                .mapToDouble(variant -> variant.run().durationNanos() / 1e9)
                .max()
                .orElse(1);
    }

    /**
     * Returns the variant that decides the run: of the variants with a violated assertion, the one with the largest
     * share of failed requests. Empty if no assertion is violated from a known time on.
     */
    static Optional<VariantResult> decisiveVariant(RunResult result) {
        return result.variants().stream()
                .filter(variant -> firstViolation(variant).isPresent())
                .max(Comparator.comparingDouble(
                        variant -> -variant.requests().get("all").availability()));
    }

    /** Returns the time of the first violation of a variant, in s. */
    static OptionalDouble firstViolation(VariantResult variant) {
        return variant.evaluation().sla().values().stream()
                .filter(sla -> sla.verdict() == Verdict.FAIL && sla.firstViolatedAtNanos() >= 0)
                .mapToDouble(sla -> sla.firstViolatedAtNanos() / 1e9)
                .min();
    }

    /** Returns start and end of the first fault in s; of the first violated interval if there is no fault. */
    static List<Double> fault(RunResult result) {
        return result.variants().stream()
                .flatMap(variant -> variant.history().faults().stream())
                .findFirst()
                .map(span -> List.of(span.fromNanos() / 1e9, span.toNanos() / 1e9))
                .or(() -> result.variants().stream()
                        .flatMapToDouble(variant -> firstViolation(variant).stream())
                        .boxed()
                        .findFirst()
                        .map(at -> List.of(at, at)))
                .orElse(List.of());
    }
}
