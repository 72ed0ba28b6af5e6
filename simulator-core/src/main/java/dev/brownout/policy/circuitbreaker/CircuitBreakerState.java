package dev.brownout.policy.circuitbreaker;

import dev.brownout.spec.Share;
import java.util.Arrays;

/** The state machine of a circuit breaker, without the calls: closed, open, half-open. */
final class CircuitBreakerState {
    /** State of the breaker. */
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private static final byte FAILED = 1;
    private static final byte SLOW = 2;

    private final CircuitBreakerSpec spec;
    private final byte[] window;
    private State state = State.CLOSED;
    private int generation;
    private int size;
    private int next;
    private int failed;
    private int slow;
    private int streak;
    private int permitted;
    private long closedUntil;

    CircuitBreakerState(CircuitBreakerSpec spec) {
        this.spec = spec;
        this.window = new byte[Math.max(spec.window(), spec.halfOpen())];
    }

    State state() {
        return state;
    }

    /**
     * Returns the generation, which changes with every state change; calls permitted in another generation are ignored.
     */
    int generation() {
        return generation;
    }

    /** Returns whether a call may pass now; an open breaker becomes half-open after its open time. */
    boolean permits(long now) {
        if (state == State.OPEN && now >= closedUntil) {
            enter(State.HALF_OPEN);
            permitted = spec.halfOpen();
        }
        if (state == State.HALF_OPEN && permitted > 0) {
            permitted--;
            return true;
        }
        return state == State.CLOSED;
    }

    /**
     * Records that a call permitted in generation {@code startGeneration} was cancelled. Its outcome is not counted. A
     * half-open breaker permits another call in its place.
     */
    void releasePermit(int startGeneration) {
        if (startGeneration == generation && state == State.HALF_OPEN) {
            permitted++;
        }
    }

    /** Records the end of a call permitted in generation {@code startGeneration}. */
    void record(int startGeneration, boolean failure, boolean isLate, long now) {
        if (startGeneration != generation) {
            return;
        }
        int limit = state == State.HALF_OPEN ? spec.halfOpen() : spec.window();
        if (size == limit) {
            count(window[next], -1);
        } else {
            size++;
        }
        window[next] = (byte) ((failure ? FAILED : 0) | (isLate ? SLOW : 0));
        count(window[next], 1);
        next = (next + 1) % limit;
        streak = failure ? streak + 1 : 0;
        decide(now);
    }

    private void decide(long now) {
        boolean half = state == State.HALF_OPEN;
        int least = half ? spec.halfOpen() : spec.leastCalls();
        boolean tripped =
                size >= least && (isReached(failed, spec.failureRate()) || isReached(slow, spec.slowCallRate()));
        boolean inARow = !half
                && spec.consecutive().isPresent()
                && streak >= spec.consecutive().get();
        if (tripped || inARow) {
            closedUntil = now + spec.open().toNanos();
            enter(State.OPEN);
        } else if (half && size >= least) {
            enter(State.CLOSED);
        }
    }

    private boolean isReached(int calls, Share rate) {
        return calls > 0 && calls >= rate.ratio() * size - 1e-9;
    }

    private void count(byte call, int change) {
        failed += (call & FAILED) != 0 ? change : 0;
        slow += (call & SLOW) != 0 ? change : 0;
    }

    /** Resets the breaker: closed, without recorded calls. */
    void reset() {
        enter(State.CLOSED);
    }

    private void enter(State other) {
        state = other;
        generation++;
        Arrays.fill(window, (byte) 0);
        size = 0;
        next = 0;
        failed = 0;
        slow = 0;
        streak = 0;
    }
}
