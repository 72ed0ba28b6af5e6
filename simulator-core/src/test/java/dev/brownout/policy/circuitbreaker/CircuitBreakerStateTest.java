package dev.brownout.policy.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.policy.circuitbreaker.CircuitBreakerState.State;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitBreakerStateTest {
    private static final long SECOND = 1_000_000_000;

    private static CircuitBreakerState breaker(int window, int minimum, Optional<Integer> consecutive, int halfOpen) {
        return new CircuitBreakerState(spec(window, Optional.of(minimum), consecutive, halfOpen));
    }

    private static CircuitBreakerSpec spec(
            int window, Optional<Integer> minimum, Optional<Integer> consecutive, int halfOpen) {
        return new CircuitBreakerSpec(
                new Share(0.5),
                new Share(0.8),
                Duration.ofSeconds(1),
                window,
                minimum,
                consecutive,
                Duration.ofSeconds(10),
                halfOpen);
    }

    /** Makes calls that end immediately: {@code .} succeeds, {@code x} fails, {@code s} succeeds slowly. */
    private static State stateAfter(CircuitBreakerState breaker, String calls, long now) {
        for (int i = 0; i < calls.length(); i++) {
            char call = calls.charAt(i);
            assertThat(breaker.permits(now)).isTrue();
            breaker.record(breaker.generation(), call == 'x', call == 's', now);
        }
        return breaker.state();
    }

    @Test
    void opensWhenHalfOfEnoughCallsHaveFailed() {
        assertThat(stateAfter(breaker(10, 4, Optional.empty(), 1), "xxx", 0)).isEqualTo(State.CLOSED);
        assertThat(stateAfter(breaker(10, 4, Optional.empty(), 1), "xxx.", 0)).isEqualTo(State.OPEN);
        assertThat(stateAfter(breaker(10, 4, Optional.empty(), 1), ".....x.x.x.x", 0))
                .isEqualTo(State.CLOSED);
        assertThat(stateAfter(breaker(10, 4, Optional.empty(), 1), ".....x.x.x.x.x", 0))
                .isEqualTo(State.OPEN);
    }

    @Test
    void theWindowCannotHoldFewerCallsThanTheMinimum() {
        assertThatThrownBy(() -> breaker(4, 5, Optional.empty(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'minimum_calls' must not exceed the 'window' of 4");
        CircuitBreakerState defaults = new CircuitBreakerState(spec(4, Optional.empty(), Optional.empty(), 1));
        assertThat(stateAfter(defaults, "x..x", 0)).isEqualTo(State.OPEN);
    }

    @Test
    void opensWhenMostCallsAreSlow() {
        assertThat(stateAfter(breaker(5, 5, Optional.empty(), 1), "sss.s", 0)).isEqualTo(State.OPEN);
        assertThat(stateAfter(breaker(5, 5, Optional.empty(), 1), "ss.s.", 0)).isEqualTo(State.CLOSED);
    }

    @Test
    void opensAfterConsecutiveFailuresAtAnyFailureRate() {
        assertThat(stateAfter(breaker(100, 100, Optional.of(3), 1), "...xx.xx.xxx", 0))
                .isEqualTo(State.OPEN);
    }

    @Test
    void halfOpenPermitsProbesAndDecidesByTheirOutcome() {
        CircuitBreakerState breaker = breaker(4, 2, Optional.empty(), 2);
        assertThat(stateAfter(breaker, "xx", 0)).isEqualTo(State.OPEN);
        assertThat(breaker.permits(10 * SECOND - 1)).isFalse();
        assertThat(breaker.permits(10 * SECOND)).isTrue();
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.permits(10 * SECOND)).isTrue();
        assertThat(breaker.permits(10 * SECOND)).isFalse();
        int probing = breaker.generation();
        breaker.record(probing, false, false, 10 * SECOND);
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        breaker.record(probing, true, false, 11 * SECOND);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.permits(21 * SECOND - 1)).isFalse();
        assertThat(stateAfter(breaker, "..", 21 * SECOND)).isEqualTo(State.CLOSED);
    }

    @Test
    void callsStartedBeforeAStateChangeAreIgnored() {
        CircuitBreakerState breaker = breaker(2, 2, Optional.empty(), 1);
        int before = breaker.generation();
        assertThat(stateAfter(breaker, "xx", 0)).isEqualTo(State.OPEN);
        assertThat(breaker.permits(10 * SECOND)).isTrue();
        breaker.record(before, false, false, 10 * SECOND);
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void resetRestoresTheInitialState() {
        CircuitBreakerState breaker = breaker(2, 2, Optional.empty(), 1);
        stateAfter(breaker, "xx", 0);
        breaker.reset();
        assertThat(stateAfter(breaker, "x", 0)).isEqualTo(State.CLOSED);
    }
}
