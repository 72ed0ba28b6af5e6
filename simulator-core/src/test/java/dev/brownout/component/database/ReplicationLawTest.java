package dev.brownout.component.database;

import static dev.brownout.component.database.Scene.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.Replication.Mode;
import dev.brownout.load.Steady;
import dev.brownout.random.Constant;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What replication loses and hides, against the laws of Poisson counts. */
class ReplicationLawTest {
    private static final int FAILOVERS = 400;

    private static Scene failing(String row, double writesPerSecond, double lagSeconds) {
        return new Scene()
                .lasting(0.6)
                .seededBy(row)
                .replicas(1)
                .backlog(new Constant(lagSeconds * 1e9))
                .failover(true, Failover.MOST_ADVANCED, Optional.of(Duration.ofMillis(100)))
                .writing(new Steady(writesPerSecond), new UniformKeys(1000), 1)
                .powerOff("primary", 0.4);
    }

    @ParameterizedTest
    @CsvSource({"repl.lost.a, 500, 0.2, 100, 2.00", "repl.lost.b, 1000, 0.05, 50, 1.415"})
    void asynchronousReplicationLosesTheWritesOfOneLag(
            String row, double writesPerSecond, double lagSeconds, double mean, double tolerance) {
        Scene scene = failing(row, writesPerSecond, lagSeconds);
        double lost = 0;
        int nothing = 0;
        for (int i = 0; i < FAILOVERS; i++) {
            VariantResult result = scene.run(i);
            lost += data(result).lost();
            nothing += data(result).lost() == 0 ? 1 : 0;
        }
        assertThat(lost / FAILOVERS).isCloseTo(mean, within(tolerance));
        assertThat(nothing).isZero();
    }

    @ParameterizedTest
    @CsvSource({"repl.sync.a, 500, 0.2", "repl.sync.b, 1000, 0.05"})
    void synchronousReplicationLosesNothing(String row, double writesPerSecond, double lagSeconds) {
        Scene scene = failing(row, writesPerSecond, lagSeconds).networked().mode(Mode.SYNC);
        for (int i = 0; i < 40; i++) {
            assertThat(data(scene.run(i)).lost()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"repl.stale.const.a, REPLICAS, 1, 1", "repl.stale.const.any, ANY, 2, 0.6666666667"})
    void aReadMissesTheLatestWriteOfItsKeyWhereThatIsYoungerThanTheLag(
            String row, Reads.From from, int replicas, double share) {
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
