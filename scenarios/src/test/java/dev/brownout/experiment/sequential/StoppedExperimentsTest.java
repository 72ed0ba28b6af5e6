package dev.brownout.experiment.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.capacity.CapacitySearch;
import dev.brownout.experiment.capacity.SmallestDesigns;
import dev.brownout.experiment.compare.ComparisonPlan;
import dev.brownout.experiment.compare.VariantComparison;
import dev.brownout.experiment.sweep.Sweep;
import dev.brownout.experiment.sweep.SweepPlan;
import dev.brownout.language.overlay.Variation;
import dev.brownout.random.KeyedRandom;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Experiments that end when their results are decided. */
@Tag("law")
class StoppedExperimentsTest {
    private static Experiment queue(String name, String bound) {
        return Experiment.text(
                """
                scenario: a queue
                load: 50/s
                network: none
                components:
                  box: { kind: server, cores: 1, queue: unlimited, service: exp(10ms) }
                requests:
                  page: { path: [box] }
                run: { duration: 22s, warmup: 2s, seed: %d }
                sla:
                  bound: page.mean < %s
                variants:
                  plain: {}
                  quicker: { set: { box.service: exp(8ms) } }
                """.formatted(KeyedRandom.key(0, 0, "StoppedExperimentsTest." + name) & Long.MAX_VALUE, bound));
    }

    @Test
    void comparisonEndsWhenEachDifferenceIsDecided() {
        SequentialRule rule = new SequentialRule(0.1, 0.95, 100);
        VariantComparison clear =
                ComparisonPlan.of(queue("clear", "25ms")).until(rule).run();
        assertThat(clear.isDecided(0.1)).isTrue();
        assertThat(clear.first().size()).isIn(10, 15, 23);
        assertThat(clear.confidence()).isEqualTo(rule.interimConfidence());
        assertThat(clear.done()).hasSize(clear.first().size());
        VariantComparison fixed = ComparisonPlan.of(
                        queue("clear", "25ms").replications(clear.first().size()))
                .run();
        assertThat(clear.armResults("quicker").sample("page.mean").values())
                .isEqualTo(fixed.armResults("quicker").sample("page.mean").values());
        VariantComparison most = ComparisonPlan.of(queue("clear", "25ms"))
                .until(new SequentialRule(1e-9, 1 - 1e-12, 12))
                .run();
        assertThat(most.first().size()).isEqualTo(12);
        assertThat(most.isDecided(1e-9)).isFalse();
    }

    @Test
    void pointsOfASweepEndSeparately() {
        SequentialRule rule = new SequentialRule(0.15, 0.95, 120);
        Sweep sweep = SweepPlan.of(
                        queue("points", "500ms").variants("plain"), List.of(Variation.of("load=20/s,85/s")), rule)
                .run();
        int calm = sweep.at("plain", "20/s").size();
        int busy = sweep.at("plain", "85/s").size();
        assertThat(calm).isLessThan(busy);
        assertThat(rule.interimSizes()).contains(calm, busy);
        assertThat(sweep.done()).hasSize(calm + busy);
        assertThat(sweep.at("plain", "20/s").isDecided(0.15, sweep.confidence()))
                .isTrue();
    }

    /** The bound is the true mean, so that each verdict other than "undecided" is an error. */
    @Test
    @Tag("change")
    void verdictsOfSearchesAreWrongAtMostAsStated() {
        int searches = 40;
        int wrong = 0;
        SequentialRule rule = new SequentialRule(1e-6, 0.95, 35);
        for (int i = 0; i < searches; i++) {
            SmallestDesigns found = CapacitySearch.of(queue("search " + i, "20ms"))
                    .until(rule)
                    .smallestDesigns("box.cores=1")
                    .run();
            double level = found.searchResult().level();
            assertThat(level).isEqualTo(rule.interimConfidence());
            ReplicationSummary summary =
                    found.searchResult().summaries().values().iterator().next();
            DesignVerdict verdict = DesignVerdict.of(summary.sla(level).values());
            assertThat(summary.size() == rule.most() || verdict != DesignVerdict.UNDECIDED)
                    .isTrue();
            wrong += verdict == DesignVerdict.UNDECIDED ? 0 : 1;
        }
        assertThat(wrong)
                .isLessThanOrEqualTo(new BinomialDistribution(searches, 0.05).inverseCumulativeProbability(1 - 1e-3));
    }
}
