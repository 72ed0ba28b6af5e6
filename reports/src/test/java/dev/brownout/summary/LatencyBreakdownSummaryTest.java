package dev.brownout.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.export.Markdown;
import dev.brownout.result.RunResult;
import dev.brownout.sample.FollowedSample;
import dev.brownout.sample.Samples;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Latency breakdowns and traces in the terminal, in Markdown and in charts. */
class LatencyBreakdownSummaryTest {
    private final RunResult result = FollowedSample.result();

    @Test
    void terminalShowsTheBreakdownAndAWaterfall() {
        List<String> lines = Summary.render(result, new Options(false, 80, false, List.of()))
                .lines()
                .toList();

        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines)
                .containsSequence(
                        "Latency breakdown",
                        "request  tier    phase    mean  p50     p99  failed",
                        "page     in all           8 ms    -  100 ms       -",
                        "page     web     waiting  2 ms    -   90 ms       -",
                        "page     web     work     6 ms    -   10 ms       -")
                .containsSequence(
                        "slowest: page 00000000000000ab, 30 ms, ok, issued at 0:01",
                        "call             sent   took",
                        "users             0 s  30 ms                                |",
                        "  web/1           0 s  30 ms  -.........#####              -",
                        "    db/primary  15 ms  14 ms                 -############-")
                .containsSequence(
                        "failed: page f0000000000000cd, 26 ms, refused, issued at 0:02",
                        "call            sent   took",
                        "users            0 s  26 ms            __ |",
                        "  web/1          0 s  20 ms  ##############################",
                        "  web/2 try 2  24 ms   2 ms              -");
    }

    @Test
    void breakdownIsNotShownUnlessRequested() {
        String plain = Summary.render(Samples.single(), new Options(false, 80, false, List.of()));

        assertThat(plain).doesNotContain("Latency breakdown", "Traced requests");
        assertThat(ChartBook.of(Samples.single()).charts())
                .extracting(Chart::slug)
                .noneMatch(slug -> slug.startsWith("trace-") || slug.equals("breakdown"));
    }

    @Test
    void markdownContainsTheBreakdownTable() {
        assertThat(Markdown.write(result)).contains("| two boxes | page | web | waiting | 2 ms | - | 90 ms | - |");
    }

    @Test
    void chartTitlesNameTheLargestPart() {
        List<Chart> charts = ChartBook.of(result).charts().stream()
                .filter(chart ->
                        chart.slug().startsWith("trace-") || chart.slug().equals("breakdown"))
                .toList();

        assertThat(charts)
                .extracting(Chart::title)
                .containsExactly(
                        "page p99 latency: 90 % queueing at web",
                        "page request: 30 ms, of which 12 ms service at db", "page request: 26 ms, refused");
        assertThat(charts.get(2).svg()).contains("web/2 attempt 2", "10 ms");
    }
}
