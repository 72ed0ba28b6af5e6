package dev.brownout.component.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.random.Uniform;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a lease cannot be said beside elections. */
class FailoverSettingsTest {
    private static Failover electing(int lease, int loop, int takeover) {
        return new Failover(
                Duration.ofSeconds(lease),
                Duration.ofSeconds(loop),
                Duration.ofSeconds(takeover),
                Failover.MOST_ADVANCED,
                true,
                Optional.empty(),
                Optional.of(new Uniform(150e6, 300e6)),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"31, 10, 3", "30, 9, 3", "30, 10, 4"})
    void nodesThatElectHaveNoLease(int lease, int loop, int takeover) {
        assertThatThrownBy(() -> electing(lease, loop, takeover))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave them out");
    }

    @Test
    void whatIsLeftOutIsNoLease() {
        assertThatCode(() -> electing(30, 10, 3)).doesNotThrowAnyException();
    }
}
