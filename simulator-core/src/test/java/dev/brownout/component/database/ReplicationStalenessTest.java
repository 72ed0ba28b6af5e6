package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.SECOND;
import static dev.brownout.component.database.DatabaseScene.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.reads.Reads;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.spi.ReadFrom;
import dev.brownout.workload.PoissonLoad;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stale reads and replication lag, validated against analytical results for Poisson processes. */
@Tag("law")
class ReplicationStalenessTest {
    @ParameterizedTest
    @CsvSource({"repl.stale.const.any, ANY, 2, 0.6666666667"})
    void readsAreStaleIfTheLatestWriteIsYoungerThanTheLag(String row, ReadFrom from, int replicas, double share) {
        VariantResult result = new DatabaseScene()
                .withDuration(100)
                .seededBy(row)
                .replicas(replicas)
                .backlog(new ConstantDistribution(100e6))
                .reads(from, Reads.Algorithm.ROUND_ROBIN, Reads.Fallback.NONE, Optional.empty())
                .writing(new PoissonLoad(2000), new UniformKeys(1000), 1)
                .reading(new PoissonLoad(2000), new UniformKeys(1000), 1)
                .run();
        double stale = data(result).staleReads()
                / (double) result.requests().get("read").good();
        double expected = share * (1 - StrictMath.exp(-2 * 0.1));
        assertThat(stale).isCloseTo(expected, within(0.02 * expected));
    }

    /**
     * A write of age a is visible if its own backlog has passed and the backlog of each earlier write in the stream,
     * which has L writes/s. With exponential backlogs of mean m the probability is (1 - x) exp(-L m x), x = exp(-a/m).
     * The last write of its key has the age a with the density w exp(-w a).
     */
    @ParameterizedTest
    @CsvSource({"1, 2", "20, 2", "1000, 0.5"})
    @ChosenRows(2)
    void delayedWriteDelaysAllLaterWrites(int keys, double ofKey) {
        double mean = 0.1;
        int runs = 6;
        double[] shares = new double[runs];
        for (int i = 0; i < runs; i++) {
            VariantResult result = new DatabaseScene()
                    .withDuration(Math.max(40, 5_000 / keys))
                    .seededBy("each write " + keys)
                    .replicas(1)
                    .backlogOfEachWrite(new ExponentialDistribution(mean * SECOND))
                    .reads(ReadFrom.REPLICAS, Reads.Algorithm.ROUND_ROBIN, Reads.Fallback.NONE, Optional.empty())
                    .writing(new PoissonLoad(keys * ofKey), new UniformKeys(keys), 1)
                    .reading(new PoissonLoad(keys * 5.0), new UniformKeys(keys), 1)
                    .run(i);
            shares[i] = data(result).staleReads()
                    / (double) result.requests().get("read").good();
        }
        double expected = staleShare(keys * ofKey, ofKey, mean);
        double average = Arrays.stream(shares).average().orElseThrow();
        double error = StrictMath.sqrt(Arrays.stream(shares)
                        .map(share -> (share - average) * (share - average))
                        .sum()
                / (runs - 1)
                / runs);
        assertThat(average).isCloseTo(expected, within(5 * error));
        assertThat(error).isLessThan(0.02 * expected);
    }

    private static double staleShare(double all, double ofKey, double mean) {
        double step = 1e-4;
        double stale = 0;
        for (double age = step / 2; age < 20 / ofKey; age += step) {
            double late = StrictMath.exp(-age / mean);
            double visible = (1 - late) * StrictMath.exp(-all * mean * late);
            stale += ofKey * StrictMath.exp(-ofKey * age) * (1 - visible) * step;
        }
        return stale;
    }

    @Test
    void lagGrowsByTheWriteRateAboveTheApplyRate() {
        VariantResult result = new DatabaseScene()
                .withDuration(100)
                .seededBy("repl.lag")
                .replicas(1)
                .applying(400, 0)
                .writing(new PoissonLoad(500), new UniformKeys(1000), 1)
                .run();
        double lag = DatabaseScene.node(result, "replica-1", "lag.max");
        assertThat(lag).isCloseTo(100e9 * (1 - 400.0 / 500), within(1.5e9));
    }
}
