package dev.brownout.policy.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FallbackTest {
    @Test
    void onlyAFallbackCallAddsToTheLongestDuration() {
        assertThat(new FallbackSpec(Optional.of("spare")).longestNanos(2e9, 3e9))
                .isEqualTo(5e9);
        assertThat(new FallbackSpec(Optional.empty()).longestNanos(2e9, 3e9)).isEqualTo(2e9);
    }
}
