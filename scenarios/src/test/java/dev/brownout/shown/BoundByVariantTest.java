package dev.brownout.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.Markdown;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.summary.Cell;
import dev.brownout.summary.HeadlineTable;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Table;
import dev.brownout.summary.VerdictSummary;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A variant can change the bound, the metric or the window of an assertion. Its value stands beside its own bound. */
class BoundByVariantTest {
    private static RunResult run(String assertion) throws InvalidScenarioException {
        ScenarioFile file = new Loader(none -> Optional.empty())
                .load("site", """
                run: 10s
                load: 50/s
                components: { web: { kind: server, cores: 2, service: exp(10ms) } }
                requests: { page: { path: [web] } }
                sla: { fast: page.p99 < 500ms }
                variants:
                  loose: {}
                  same: { set: { web.cores: 3 } }
                  strict: { set: { sla.fast: %s } }
                """.formatted(assertion), Overrides.NONE)
                .check(Overrides.NONE);
        List<VariantResult> results = new ArrayList<>();
        for (ScenarioFile.Variant variant : file.variants()) {
            results.add(Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true));
        }
        return file.result(results);
    }

    private static List<List<Boolean>> filled(Table table, int first) {
        return table.rows().stream()
                .filter(row -> row.cells().get(0).text().startsWith("fast"))
                .map(row -> row.cells().subList(first, first + 3).stream()
                        .map(Cell::text)
                        .map(text -> !text.isBlank() && !text.strip().equals("-"))
                        .toList())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.p99 < 10ms", "page.p50 < 500ms", "page.p99 < 500ms from 5s to 10s", "page.p50 > 1ms"})
    void eachCriterionHasARowOfItsOwn(String assertion) throws InvalidScenarioException {
        RunResult result = run(assertion);
        List<List<Boolean>> separate = List.of(List.of(true, true, false), List.of(false, false, true));
        assertThat(filled(HeadlineTable.matrix(result), 1)).isEqualTo(separate);
        assertThat(filled(VerdictSummary.matrix(result).in(OutputFormat.TERMINAL), 1))
                .isEqualTo(separate);
    }

    @Test
    void equalCriteriaShareARow() throws InvalidScenarioException {
        assertThat(filled(HeadlineTable.matrix(run("page.p99 < 500ms")), 1)).containsExactly(List.of(true, true, true));
    }

    @Test
    void screenHasBothBounds() throws InvalidScenarioException {
        RunResult result = run("page.p99 < 10ms");
        assertThat(RunOverview.render(result, new Options(false, 80, false, List.of()), 0))
                .containsPattern("fast +< 500 ms +✓ [0-9.]+ ms +✓ [0-9.]+ ms +-")
                .containsPattern("fast +< 10 ms +- +- +✗ [0-9.]+ ms")
                .doesNotContain("page p99, bound");
        assertThat(Markdown.write(result)).contains("page.p99 < 500ms", "page.p99 < 10ms");
    }
}
