package dev.brownout.component.database;

import static dev.brownout.component.database.Scene.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.reads.Reads;
import dev.brownout.load.Steady;
import dev.brownout.random.Constant;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.wiring.ReadFrom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What replication loses and hides, against the laws of Poisson counts. */
class ReplicationLawTest {
    @ParameterizedTest
    @CsvSource({"repl.stale.const.any, ANY, 2, 0.6666666667"})
    void aReadMissesTheLatestWriteOfItsKeyWhereThatIsYoungerThanTheLag(
            String row, ReadFrom from, int replicas, double share) {
        VariantResult result = new Scene()
                .lasting(100)
                .seededBy(row)
                .replicas(replicas)
                .backlog(new Constant(100e6))
                .reads(from, Reads.Algorithm.ROUND_ROBIN, Reads.Fallback.NONE, Optional.empty())
                .writing(new Steady(2000), new UniformKeys(1000), 1)
                .reading(new Steady(2000), new UniformKeys(1000), 1)
                .run();
        double stale = data(result).staleReads()
                / (double) result.requests().get("read").good();
        double expected = share * (1 - StrictMath.exp(-2 * 0.1));
        assertThat(stale).isCloseTo(expected, within(0.02 * expected));
    }

    @Test
    void aReplicaFallsBehindAtTheRateItCannotApply() {
        VariantResult result = new Scene()
                .lasting(100)
                .seededBy("repl.lag")
                .replicas(1)
                .applying(400, 0)
                .writing(new Steady(500), new UniformKeys(1000), 1)
                .run();
        double behind = Scene.node(result, "replica-1", "lag.max");
        assertThat(behind).isCloseTo(100e9 * (1 - 400.0 / 500), within(1.5e9));
    }
}
