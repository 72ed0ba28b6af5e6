package dev.brownout.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.catalog.Catalog;
import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.export.Baseline;
import dev.brownout.export.Markdown;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.RunResult;
import dev.brownout.runtime.Run;
import dev.brownout.spec.Display;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Custom component kind that declares with annotations how its metrics are displayed. No other code knows them. */
class CustomKindDisplayTest {
    private static RunResult result;

    @BeforeAll
    static void play() throws InvalidScenarioException {
        List<Class<? extends ComponentSpec>> kinds = new ArrayList<>(Catalog.components());
        kinds.add(ValveSpec.class);
        LanguageDefinition dialect =
                new LanguageDefinition(new Vocabulary(kinds, Catalog.policies(), Catalog.faults()));
        ScenarioFile file = new Loader(dialect, none -> Optional.empty()).load("site", """
                run: 10s
                load: 50/s
                components:
                  gate: { kind: valve, hold: 4s }
                requests:
                  page: { path: [gate] }
                """, Overrides.NONE);
        file.check(Overrides.NONE);
        ScenarioFile.Variant variant = file.variants().get(0);
        result = file.result(
                List.of(Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)));
    }

    @Test
    void customMetricsHaveDefaultChartsInOrder() {
        List<Chart> charts = ChartBook.of(result).charts();
        assertThat(charts)
                .extracting(Chart::slug)
                .containsSubsequence("gate-strain", "gate-ease", "gate-kept-calls", "gate-drops", "gate-wheel-turns")
                .noneMatch(slug -> slug.contains("hidden"));
        assertThat(charts)
                .extracting(Chart::title)
                .anyMatch(title -> title.matches("Strain of gate: (max )?\\d.*"))
                .anyMatch(title -> title.matches("Ease of gate: min \\d.*"))
                .anyMatch(title -> title.matches("Drops at gate: \\d+"));
    }

    @Test
    void customMetricsAreInTheSummary() {
        String summary = Summary.render(result, new Options(false, 100, false, List.of()));
        String tiers = summary.substring(summary.indexOf("Tiers"));
        assertThat(tiers.lines().toList().get(2)).matches("gate +7\\.\\d+ % .* 79\\.\\d +50 % .*");
        assertThat(tiers).containsPattern("gate +wheel turns +\\d").doesNotContain("hidden", "drops");
        assertThat(Markdown.write(result)).contains("| gate | wheel turns |").doesNotContain("drops");
    }

    @Test
    void customMetricsAreInTheBaseline() {
        List<String> own = Baseline.write(result)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("gate."))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
        assertThat(own).containsExactly("gate.strain", "gate.ease", "gate.kept_calls", "gate.wheel_turns");
    }

    @Test
    void displayAnnotationWordsExistInTheResult() {
        assertThat(names(DisplayHints.As.values())).containsAll(names(Display.As.values()));
        assertThat(names(DisplayHints.In.values())).isEqualTo(names(Display.In.values()));
        assertThat(names(DisplayHints.As.values()))
                .filteredOn(names(Display.As.values())::contains)
                .isEqualTo(names(Display.As.values()));
    }

    private static List<String> names(Enum<?>[] words) {
        return Arrays.stream(words).map(Enum::name).toList();
    }
}
