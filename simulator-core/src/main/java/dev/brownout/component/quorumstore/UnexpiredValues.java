package dev.brownout.component.quorumstore;

import dev.brownout.host.MachineClock;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;

/**
 * Number of unexpired values on one node of a store with a time to live, with a balance of all values that it received.
 */
final class UnexpiredValues {
    @RequiresParameter("ttl")
    record Measures(
            @Doc("Values that have not expired, each replica counted, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Live keys of {}")
            TimeWeighted keysAlive,

            @Doc("Values that expired because their key was not written again in time, each replica counted.")
            @ChartTitle("Expired keys of {}")
            Counter expiredKeys) {}

    private final ComponentContext context;
    private final TtlSchedule lifetime;
    private final MachineClock clock;
    private final Measures measures;
    private final IntKeyMap<Life> lives = new IntKeyMap<>(Life[]::new);
    private long written;
    private long rewritten;
    private long expired;
    private long forgotten;
    private long alive;

    /** Creates the counts of a node without values. */
    UnexpiredValues(ComponentContext context, TtlSchedule lifetime, MachineClock clock, Measures measures) {
        this.context = context;
        this.lifetime = lifetime;
        this.clock = clock;
        this.measures = measures;
    }

    /**
     * Expiry timer of one key. A new write of the key extends it: the timer is checked again when the earlier time is
     * over.
     */
    private final class Life extends Event {
        private StampedValue value;
        private boolean lives;

        @Override
        public void fire(int step) {
            if (lives && lifetime.isExpired(value, clock)) {
                lives = false;
                change(-1);
                expire();
            } else if (lives) {
                checkExpiry();
            }
        }

        private void checkExpiry() {
            context.simulation().scheduleAfter(lifetime.remainingNanos(value, clock), this, 0);
        }
    }

    /** Records a new value of a key. */
    void written(int key, StampedValue value) {
        written++;
        Life life = lives.get(key);
        if (life == null) {
            life = new Life();
            lives.put(key, life);
        }
        life.value = value;
        if (life.lives) {
            rewritten++;
        } else if (lifetime.isExpired(value, clock)) {
            expire();
        } else {
            life.lives = true;
            change(1);
            life.checkExpiry();
        }
    }

    private void expire() {
        expired++;
        measures.expiredKeys().add(context.simulation().now());
    }

    private void change(int factor) {
        alive += factor;
        measures.keysAlive().add(context.simulation().now(), factor);
    }

    /** Discards all values, as when the node loses its data. */
    void clear() {
        forgotten += alive;
        lives.forEachKey(key -> lives.get(key).lives = false);
        lives.clear();
        change((int) -alive);
    }

    /** Returns the number of values that the node received. */
    long written() {
        return written;
    }

    /**
     * Returns the number of values that the node received, as the sum of those rewritten in time, expired, lost, and
     * still live.
     */
    long accounted() {
        return rewritten + expired + forgotten + alive;
    }
}
