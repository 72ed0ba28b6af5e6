package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.ForestPlot;
import dev.brownout.chart.experiment.FrontierChart;
import dev.brownout.chart.experiment.KneeChart;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.chart.experiment.StripPlot;
import dev.brownout.experiment.capacity.CapacityCharts;
import dev.brownout.experiment.capacity.CapacitySearch;
import dev.brownout.experiment.capacity.LargestLoad;
import dev.brownout.experiment.compare.ComparisonCharts;
import dev.brownout.experiment.compare.ComparisonPlan;
import dev.brownout.experiment.compare.VariantComparison;
import dev.brownout.experiment.frontier.CostCharts;
import dev.brownout.experiment.frontier.FrontierDesign;
import dev.brownout.experiment.replicate.ReplicationCharts;
import dev.brownout.experiment.replicate.ReplicationPlan;
import dev.brownout.experiment.replicate.Replications;
import dev.brownout.experiment.sweep.Sweep;
import dev.brownout.experiment.sweep.SweepCharts;
import dev.brownout.experiment.sweep.SweepPlan;
import dev.brownout.format.QuantityFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Charts of experiments, compared with the results of the experiments. */
class ExperimentChartsTest {
    private static final String BOX = """
            scenario: a box
            load: 120/s
            run: { duration: 5s, warmup: 1s, seed: 5 }
            components:
              box: { kind: server, cores: 2, service: exp(10ms) }
            requests:
              page: { path: [box] }
            price_list:
              server: { cores: $0.05/h }
            sla:
              fast: page.mean < 60ms
              page.p99: page.p99 < 10s from 2s to 4s
            variants:
              plain: {}
              quicker: { set: { box.service: exp(6ms) } }
              twin: { set: { box.service: exp(6.01ms) } }
            """;

    private final Experiment box = Experiment.text(BOX).replications(3);

    @Test
    void kneeChartHasAllTriedLoadsAndTheCapacityAsTitle() {
        LargestLoad load = CapacitySearch.of(box).tolerance(0.1).largestLoad().run();
        KneeChart knee = CapacityCharts.knees(load).get(0);
        assertThat(knee.points()).hasSize(load.searchResult().summaries().size());
        for (KneeChart.Point point : knee.points()) {
            AssertionEstimate evaluations =
                    load.searchResult().sla(load.at(List.of(), point.load())).get("fast");
            assertThat(point.value()).isEqualTo(evaluations.value());
            assertThat(List.of(point.low(), point.high())).containsExactly(evaluations.low(), evaluations.high());
            boolean sure = point.load() <= load.largest();
            assertThat(point.mark() == PointStyle.GOOD).isEqualTo(sure);
        }
        assertThat(knee.title())
                .startsWith("Max load " + load.peak().withNumber(load.largest()).text());
        assertThat(knee.largest().means()).isBetween(load.largest(), load.missed());
        assertThat(CapacityCharts.charts(load)).extracting(Chart::slug).startsWith("capacity-knee");
    }

    @Test
    void kneeChartPerValueOfAnotherSetting() {
        LargestLoad load = CapacitySearch.of(box)
                .tolerance(0.5)
                .largestLoad("box.cores=1,2")
                .run();
        assertThat(CapacityCharts.knees(load))
                .extracting(KneeChart::slug)
                .containsExactly("capacity-knee-box-cores-1", "capacity-knee-box-cores-2");
        assertThat(CapacityCharts.charts(load))
                .extracting(Chart::slug)
                .startsWith("capacity")
                .hasSize(3);
    }

    @Test
    void forestPlotHasAllDifferencesOfAllVariants() {
        VariantComparison comparison = ComparisonPlan.of(box).run();
        ComparisonCharts charts = new ComparisonCharts(comparison, "a box");
        ForestPlot forest = charts.forests().get(0);
        assertThat(forest.columns()).extracting(ForestPlot.Column::name).containsExactly("quicker", "twin");
        assertThat(forest.rows())
                .extracting(ForestPlot.Row::number)
                .containsExactly("fast", "sla.page.p99", "page.availability", "page.p50", "page.p99", "all.cost")
                .hasSameSizeAs(comparison.differences("quicker"));
        ForestPlot.Row fast = forest.rows().get(0);
        double share = comparison.armResults("quicker").assertionSample("fast").mean()
                / comparison.first().assertionSample("fast").mean();
        assertThat(fast.entries().get(0).share()).isBetween(share * 0.999999, share * 1.000001);
        assertThat(fast.entries().get(0).mark()).isEqualTo(PointStyle.GOOD);
        long better = comparison.significant("quicker").size();
        assertThat(forest.columns().get(0).finding()).isEqualTo(better + " better");
        assertThat(charts.findings().get(0)).startsWith("'quicker' against 'plain': better: fast goes from ");
        assertThat(charts.mark("quicker", "page.availability")).isEqualTo(PointStyle.OPEN);
    }

    @Test
    void sweepChartsHaveFindingsAndOmitConstantMetrics() {
        Sweep sweep = SweepPlan.of(box, "load=40/s..240/s/4").run();
        SweepCharts charts = new SweepCharts(sweep);
        assertThat(charts.all())
                .extracting(Chart::title)
                .anyMatch(title -> title.startsWith("fast: met "))
                .anyMatch(title -> title.startsWith("page.p50: "));
        double fastest = sweep.at("quicker", "240/s").sample("page.p50").mean();
        double slowest = sweep.at("plain", "240/s").sample("page.p50").mean();
        List<String> values = QuantityFormat.together(List.of(fastest, slowest), "ns");
        assertThat(charts.all())
                .extracting(Chart::title)
                .anyMatch(title -> title.startsWith("page.p50") && title.endsWith(values.get(1) + " (plain)"));
        Sweep alone = SweepPlan.of(box.variants("plain"), "load=40/s..240/s/4").run();
        double quickest = alone.at("plain", "40/s").sample("page.p50").mean();
        List<String> both = QuantityFormat.together(List.of(quickest, slowest), "ns");
        assertThat(new SweepCharts(alone).all())
                .extracting(Chart::title)
                .anyMatch(title -> title.startsWith("page.p50: ") && title.endsWith(" to " + both.get(1)));
        assertThat(charts.all()).extracting(Chart::slug).doesNotHaveDuplicates();
        assertThat(charts.constantMetrics())
                .anyMatch(words -> words.startsWith("all.cost $"))
                .noneMatch(words -> words.startsWith("page.p50"));
        Stream<String> titles = charts.all().stream().map(Chart::title);
        assertThat(titles).noneMatch(title -> title.contains("no data") || title.contains(" over load"));
    }

    @Test
    void titleOfAMetAssertionHasItsWorstValue() {
        Sweep sweep = SweepPlan.of(box.variants("plain"), "load=20/s..60/s/2").run();
        double most = 0;
        for (int point = 0; point < 3; point++) {
            most = Math.max(most, sweep.estimate(point, 0, "fast").value());
        }
        assertThat(new SweepCharts(sweep).all())
                .extracting(Chart::title)
                .contains("fast: met everywhere, page.mean at most " + QuantityFormat.format(most, "ns"));
    }

    @Test
    @Tag("change")
    void costChartIsDrawnOnlyForDifferentCosts() {
        Sweep sweep = SweepPlan.of(box.variants("plain"), "box.cores=1..4").run();
        List<FrontierDesign> choices = sweep.summaries().stream()
                .map(existing -> new FrontierDesign(existing.get(0).name(), existing.get(0)))
                .toList();
        FrontierChart frontier = CostCharts.frontiers(choices, 0.95, "a box").get(0);
        assertThat(frontier.designs())
                .extracting(FrontierChart.Design::value)
                .containsExactlyElementsOf(sweep.summaries().stream()
                        .map(existing -> existing.get(0).assertionSample("fast").mean())
                        .toList());
        assertThat(new SweepCharts(sweep).all().get(0).title())
                .startsWith("Cheapest design that meets all assertions: box.cores 2, $");
        Sweep loads = SweepPlan.of(box.variants("plain"), "box.cores=1..3", "load=40/s,120/s")
                .run();
        assertThat(new SweepCharts(loads).all().get(0).title())
                .as("designs with different loads are not compared by cost")
                .startsWith("Cheapest design that meets all assertions: box.cores 2, $");
        Sweep longer =
                SweepPlan.of(box.variants("plain"), "run.duration=5s,10s").run();
        assertThat(new SweepCharts(longer).all()).extracting(Chart::slug).noneMatch(slug -> slug.startsWith("cost"));
        Sweep equal = SweepPlan.of(box.variants("plain"), "load=40/s,80/s").run();
        assertThat(new SweepCharts(equal).all()).extracting(Chart::slug).noneMatch(slug -> slug.startsWith("cost"));
    }

    @Test
    void stripPlotsHaveADotPerReplication() {
        Replications replications = ReplicationPlan.of(box).run();
        List<StripPlot> strips = new ReplicationCharts(replications).strips("Every assertion holds");
        assertThat(strips.get(0).title()).isEqualTo("Every assertion holds");
        StripPlot.Panel fast = strips.get(0).panels().get(0);
        assertThat(fast.bound()).contains(60e6);
        for (int i = 0; i < 3; i++) {
            ReplicationSummary summary = replications.summaries().get(i);
            assertThat(fast.rows().get(i).name()).isEqualTo(summary.name());
            assertThat(fast.rows().get(i).values())
                    .isEqualTo(summary.assertionSample("fast").values())
                    .hasSize(3);
            assertThat(fast.rows().get(i).mean())
                    .isEqualTo(summary.assertionSample("fast").mean());
        }
        List<String> numbers = strips.stream()
                .flatMap(one -> one.panels().stream())
                .map(StripPlot.Panel::number)
                .toList();
        assertThat(numbers).contains("page.p50", "page.p99").doesNotContain("page.mean", "all.cost");
    }
}
