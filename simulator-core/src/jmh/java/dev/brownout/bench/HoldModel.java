package dev.brownout.bench;

import dev.brownout.eventlist.LadderQueue;
import dev.brownout.random.KeyedRandom;
import java.util.function.Supplier;

/**
 * Hold model: with a constant number of pending events, the first event is removed and another is inserted, repeatedly.
 */
final class HoldModel implements Supplier<Tally> {
    private final LadderQueue ladder = new LadderQueue();
    private final KeyedRandom random = new KeyedRandom(1);
    private final long operations;
    private long sequence;

    /** Fills the list and warms it up, before the measurement. */
    HoldModel(int pending, long operations) {
        this.operations = operations;
        for (int i = 0; i < pending; i++) {
            push(0);
        }
        for (int i = 0; i < 3 * pending; i++) {
            hold();
        }
    }

    @Override
    public Tally get() {
        for (long i = 0; i < operations; i++) {
            hold();
        }
        return new Tally(operations, operations, 0);
    }

    private void hold() {
        long now = ladder.peekAt();
        ladder.pop();
        push(now);
    }

    private void push(long now) {
        ladder.push(now + (long) (1e9 * random.exponential()), sequence++);
    }
}
