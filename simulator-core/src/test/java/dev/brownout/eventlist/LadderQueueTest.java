package dev.brownout.eventlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Event order of the ladder queue: it pops exactly the events that a priority queue ordered by (time, sequence) pops.
 */
class LadderQueueTest {

    private record PendingEvent(long at, long sequence, int slot) {}

    /** Distributions of the delays at which events are scheduled, in ns from now. */
    private enum Increments {
        EXPONENTIAL {
            @Override
            long next(KeyedRandom random) {
                return (long) (random.exponential() * 1e6);
            }
        },
        BIMODAL {
            @Override
            long next(KeyedRandom random) {
                return random.uniform() < 0.9 ? (long) (random.exponential() * 1e6) : 30_000_000_000L;
            }
        },
        CONSTANT {
            @Override
            long next(KeyedRandom random) {
                return 1_000_000;
            }
        },
        HEAVY_TIES {
            @Override
            long next(KeyedRandom random) {
                return ((long) (random.exponential() * 100)) * 1_000_000;
            }
        },
        NOW_OR_SOON {
            @Override
            long next(KeyedRandom random) {
                return random.nextInt(3);
            }
        },
        TWELVE_DECADES {
            @Override
            long next(KeyedRandom random) {
                return (long) StrictMath.exp(random.uniform() * 27.6);
            }
        },
        HALF_OF_FOREVER {
            @Override
            long next(KeyedRandom random) {
                return random.uniform() < 0.5 ? random.next() >>> 20 : random.nextInt(100);
            }
        };

        abstract long next(KeyedRandom random);
    }

    private final PriorityQueue<PendingEvent> reference =
            new PriorityQueue<>(Comparator.comparingLong(PendingEvent::at).thenComparingLong(PendingEvent::sequence));
    private final LadderQueue ladder = new LadderQueue();
    private long now;
    private long sequence;

    @ParameterizedTest
    @EnumSource
    void keepsTheOrderWhileTheListGrowsHoldsAndShrinks(Increments increments) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "LadderQueueTest/" + increments));
        for (int pending : new int[] {10, 47, 50, 500, 20_000, 3}) {
            while (reference.size() < pending) {
                push(increments.next(random));
            }
            while (reference.size() > pending) {
                pop();
            }
            for (int i = 0; i < Math.min(20_000, 200 * pending); i++) {
                pop();
                push(increments.next(random));
            }
        }
        while (!reference.isEmpty()) {
            pop();
        }
        assertThat(ladder.size()).isZero();
        assertThat(ladder.peekAt()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheOrderInBurstsOfPushesAndPops(Increments increments) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(2, 0, "LadderQueueTest/" + increments));
        for (int round = 0; round < 200; round++) {
            for (int i = random.nextInt(600); i > 0; i--) {
                push(increments.next(random));
            }
            for (int i = random.nextInt(620); i > 0 && !reference.isEmpty(); i--) {
                pop();
            }
        }
        while (!reference.isEmpty()) {
            pop();
        }
    }

    @ParameterizedTest
    @CsvSource({"10", "1000", "30000"})
    void keepsTheOrderOfSimultaneousEventsAndTheirSuccessors(int ties) {
        push(5);
        for (int i = 0; i < ties; i++) {
            push(1_000_000);
        }
        push(2_000_000);
        for (int i = 0; i < ties; i++) {
            pop();
            push(0);
        }
        while (!reference.isEmpty()) {
            pop();
        }
    }

    @Test
    @Timeout(60)
    void manyEventsAtTheFirstInstantAreAddedInConstantTime() {
        for (int i = 0; i < 40; i++) {
            push(1000 + i);
        }
        for (int i = 0; i < 300_000; i++) {
            push(1000);
        }
        while (!reference.isEmpty()) {
            pop();
        }
    }

    @Test
    void sequenceNumbersMayComeInAnyOrder() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(3, 0, "LadderQueueTest"));
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 1000; i++) {
                sequence = KeyedRandom.mix(1000L * round + i);
                push(random.nextInt(4));
            }
            for (int i = 0; i < 900; i++) {
                pop();
            }
        }
        while (!reference.isEmpty()) {
            pop();
        }
    }

    @Test
    void acceptsTimesUpToHalfOfTheMaximumLong() {
        long end = Long.MAX_VALUE / 2;
        for (int i = 0; i < 1000; i++) {
            push(i % 2 == 0 ? end - i : i);
        }
        for (int i = 0; i < 700; i++) {
            pop();
            push(Math.min(end - now, 1L << i % 62));
        }
        while (!reference.isEmpty()) {
            pop();
        }
        assertThat(now).isEqualTo(end);
    }

    @Test
    void reusesSlotsBelowItsCapacity() {
        for (int i = 0; i < 5000; i++) {
            push(i % 7);
            assertThat(ladder.capacity()).isGreaterThan(reference.size() - 1);
        }
        int capacity = ladder.capacity();
        for (int i = 0; i < 20_000; i++) {
            pop();
            push(i % 13);
        }
        assertThat(ladder.capacity()).isEqualTo(capacity).isLessThanOrEqualTo(2 * 5000);
    }

    private void push(long delay) {
        int slot = ladder.push(now + delay, sequence);
        if (slot < 0 || slot >= ladder.capacity()) {
            assertThat(slot).isBetween(0, ladder.capacity() - 1);
        }
        reference.add(new PendingEvent(now + delay, sequence, slot));
        sequence++;
    }

    private void pop() {
        PendingEvent expected = reference.remove();
        long instant = ladder.peekAt();
        long popped = ladder.peekSequence();
        int slot = ladder.pop();
        if (instant != expected.at
                || popped != expected.sequence
                || slot != expected.slot
                || ladder.size() != reference.size()) {
            assertThat(new PendingEvent(instant, popped, slot)).isEqualTo(expected);
            assertThat(ladder.size()).isEqualTo(reference.size());
        }
        now = instant;
    }
}
