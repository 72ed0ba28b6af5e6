package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coverage of the confidence interval of a tandem queue's 99th percentile. Simulated by Lindley's recursion, station by
 * station, without the simulator. Number and length of the runs are those of the short verification.
 */
@Tag("thorough")
class CoverageTest {
    private static final int TRIES = 100;
    private static final int RUNS = 40;

    /** Warm-up as a fraction of a run. */
    private static final double WARM_UP = 0.1;

    @ParameterizedTest
    @CsvSource({"net.tandem.a, 570000, 60, 10 12, 234.378688", "net.tandem.b, 560000, 50, 10 15 5, 307.704163"})
    void intervalsOfTandemQueuesHaveTheirNominalCoverage(
            String row, int requests, double perSecond, String meansMillis, double truthMillis) {
        String[] words = meansMillis.split(" ", -1);
        double[] means = new double[words.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = Double.parseDouble(words[i]) * 1e6;
        }
        int held = 0;
        double widths = 0;
        for (int tried = 0; tried < TRIES; tried++) {
            List<PartialEstimate> parts = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                KeyedRandom random = new KeyedRandom(KeyedRandom.key(tried, run, "coverage of " + row));
                parts.add(new PartialEstimate.Quantile(run(random, requests / RUNS, 1e9 / perSecond, means), 99));
            }
            Estimate estimate = Estimate.of(parts);
            double half = estimate.halfWidth(ReferenceCheck.LEVEL);
            held += Math.abs(estimate.value() - truthMillis * 1e6) <= half ? 1 : 0;
            widths += 2 * half / (truthMillis * 1e6) / TRIES;
        }
        double share = (double) held / TRIES;
        double error = Math.sqrt(ReferenceCheck.LEVEL * (1 - ReferenceCheck.LEVEL) / TRIES);
        assertThat(share).as("held of " + row).isGreaterThanOrEqualTo(1 - ReferenceCheck.LEVEL - 3 * error);
        assertThat(widths).as("width of " + row).isLessThan(1.2 * VerificationResult.WIDE);
    }

    private static Histogram run(KeyedRandom random, int requests, double between, double[] means) {
        Histogram times = new Histogram(600_000_000_000L, 3);
        double[] free = new double[means.length];
        double arrival = 0;
        int warm = (int) (WARM_UP * requests);
        for (int i = 0; i < warm + requests; i++) {
            arrival += between * random.exponential();
            double position = arrival;
            for (int station = 0; station < means.length; station++) {
                position = Math.max(position, free[station]) + means[station] * random.exponential();
                free[station] = position;
            }
            if (i >= warm) {
                times.recordValue((long) (position - arrival));
            }
        }
        return times;
    }
}
