package dev.brownout.page;

import dev.brownout.language.ScenarioEstimates;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.Analysis;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.terminal.ArithmeticSection;
import dev.brownout.terminal.Options;
import java.util.List;
import java.util.Map;

/** The analytical estimates of a scenario as plain data, with the text of the command {@code explain}. */
final class EstimateView {
    private EstimateView() {}

    /** Returns the text, and bottleneck and resources of each variant. Times are in seconds. */
    static Map<String, Object> view(ScenarioFile file) {
        List<ScenarioExplanation> explanations = ScenarioEstimates.estimates(file);
        return PageJson.object(
                "text",
                ArithmeticSection.render(file.title(), explanations, Options.plain()),
                "variants",
                explanations.stream().map(EstimateView::variant).toList());
    }

    private static Map<String, Object> variant(ScenarioExplanation explanation) {
        Analysis analysis = explanation.analysis();
        return PageJson.object(
                "name", explanation.variant(),
                "bottleneck", analysis.bottleneck(),
                "saturation", analysis.saturationPerSecond(),
                "stations",
                        analysis.stations().stream().map(EstimateView::station).toList());
    }

    private static Map<String, Object> station(Analysis.Station station) {
        return PageJson.object(
                "name", station.station(),
                "utilization", station.utilization(),
                "mean", station.meanNanos() / 1e9,
                "p99", station.p99Nanos() / 1e9,
                "formula", station.formula().toString(),
                "from", station.fromNanos() / 1e9,
                "to", station.toNanos() / 1e9);
    }
}
