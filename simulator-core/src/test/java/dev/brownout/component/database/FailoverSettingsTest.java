package dev.brownout.component.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.random.Distribution;
import dev.brownout.random.UniformDistribution;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation of lease settings that cannot be combined with elections. */
class FailoverSettingsTest {
    private static Failover electing(int lease, int loop, int takeover) {
        return failover(lease, loop, takeover, Optional.of(new UniformDistribution(150e6, 300e6)), Optional.empty());
    }

    private static Failover failover(
            int lease, int loop, int takeover, Optional<Distribution> election, Optional<Duration> heartbeat) {
        return new Failover(
                Duration.ofSeconds(lease),
                Duration.ofSeconds(loop),
                Duration.ofSeconds(takeover),
                Failover.MOST_ADVANCED,
                true,
                Optional.empty(),
                election,
                heartbeat,
                Optional.empty());
    }

    @Test
    void heartbeatRequiresElectionsAndIsBelowTheElectionTime() {
        Optional<Distribution> election = Optional.of(new UniformDistribution(150e6, 300e6));
        assertThatThrownBy(() -> failover(30, 10, 3, Optional.empty(), Optional.of(Duration.ofMillis(100))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("requires 'election'");
        assertThatThrownBy(() -> failover(30, 10, 3, election, Optional.of(Duration.ofMillis(150))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("below the minimum election timeout");
        assertThatCode(() -> failover(30, 10, 3, election, Optional.of(Duration.ofMillis(149))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"31, 10, 3", "30, 9, 3", "30, 10, 4"})
    void rejectsLeaseSettingsWithElections(int lease, int loop, int takeover) {
        assertThatThrownBy(() -> electing(lease, loop, takeover))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remove them");
    }

    @Test
    void acceptsDefaultLeaseSettingsWithElections() {
        assertThatCode(() -> electing(30, 10, 3)).doesNotThrowAnyException();
    }
}
