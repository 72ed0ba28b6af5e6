package dev.brownout.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.export.Markdown;
import dev.brownout.html.Report;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.runtime.Run;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Display of a saturated disk: the disk of the primary is shown as busy although that of its replica is idle. */
class SaturatedDiskDisplayTest {
    private static final String SITE = """
            run: { duration: 10s, warmup: 1s }
            network: none
            components:
              db:
                kind: database
                cores: 16
                replicas: 1
                write: 1ms
                read: 1ms
                disk: { fsync: 2ms, group_commit: false }
            requests:
              save: { rate: 600/s, steps: [write: db] }
              look: { rate: 4000/s, steps: [read: db] }
            charts: %s
            """;
    private static RunResult result;
    private static RunResult run;

    @BeforeAll
    static void play() throws InvalidScenarioException {
        result = play("[save.latency]");
        run = play("[db.disk]");
    }

    private static RunResult play(String charts) throws InvalidScenarioException {
        ScenarioFile file = new Loader(none -> Optional.empty()).load("site", SITE.formatted(charts), Overrides.NONE);
        file.check(Overrides.NONE);
        ScenarioFile.Variant variant = file.variants().get(0);
        return file.result(
                List.of(Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)));
    }

    @Test
    void summaryShowsTheBusiestDiskBesideTheMean() {
        String summary = Summary.render(result, new Options(false, 100, false, List.of()));
        assertThat(summary).containsPattern("db +disk +50 % +primary 100 %");
        assertThat(Markdown.write(result)).contains("| db | disk | 50 % | primary 100 % |");
        assertThat(Report.render(result, ChartBook.EMPTY)).containsSubsequence("highest disk", "primary 100 %");
    }

    @Test
    void tierUtilizationIsThatOfItsCores() {
        String summary = Summary.render(result, new Options(false, 100, false, List.of()));
        String tiers = summary.substring(summary.indexOf("Tiers"));
        assertThat(tiers.lines().toList().get(2)).matches("db +15\\.1 % +replica-1 26\\.5 % .*");
    }

    @Test
    void defaultChartHasALinePerDisk() {
        List<Chart> charts = ChartBook.of(result).charts();
        assertThat(charts).extracting(Chart::slug).contains("db-disk").doesNotContain("db-disk-2");
        assertThat(charts)
                .filteredOn(chart -> chart.slug().equals("db-disk"))
                .extracting(Chart::title)
                .containsExactly("Disk utilization of db by node: max 100 % (db/primary) at 0:01");
        assertThat(ChartBook.of(run).constantMetrics())
                .as("a constant mean is one line of text")
                .contains("Disk utilization of db: 50 %");
    }
}
