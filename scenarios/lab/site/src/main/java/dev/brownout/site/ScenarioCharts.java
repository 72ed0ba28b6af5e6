package dev.brownout.site;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.HeroChart;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.page.EngineCalls;
import dev.brownout.result.RunResult;
import dev.brownout.runtime.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** First charts of the scenarios of the library, by runs of the scenarios: some minutes for all of them. */
final class ScenarioCharts {
    private ScenarioCharts() {}

    /**
     * A chart.
     *
     * @param svg the bytes of an SVG document
     */
    record Picture(String title, byte[] svg) {}

    /** Returns the charts of some scenarios by their names. Scenarios without a chart have none. */
    static Map<String, Picture> of(List<String> names) {
        Map<String, Picture> pictures = new ConcurrentSkipListMap<>();
        names.parallelStream().forEach(name -> first(name).ifPresent(picture -> pictures.put(name, picture)));
        return pictures;
    }

    private static Optional<Picture> first(String name) {
        ScenarioFile file =
                read(new EngineCalls(), name, new ShippedLibrary().text(name).orElseThrow());
        RunResult result = file.result(file.variants().stream()
                .map(variant -> Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true))
                .toList());
        return HeroChart.first(result, ChartBook.of(result))
                .map(chart -> new Picture(chart.title(), chart.svg().getBytes(StandardCharsets.UTF_8)));
    }

    private static ScenarioFile read(EngineCalls engine, String name, String text) {
        try {
            return engine.check(name, text, Map.of(), Overrides.NONE);
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException(invalid.render(), invalid);
        }
    }
}
