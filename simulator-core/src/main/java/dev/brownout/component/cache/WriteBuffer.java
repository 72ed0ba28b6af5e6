package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.LossLog;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a machine has taken and not written to the source yet (write-back): the newest write of each key. It is written
 * an interval after the first of them came, each key once; what the source does not confirm is written again an
 * interval later. A crash loses all that the source has not confirmed.
 */
final class WriteBuffer {
    private static final long FLUSH = 0x666c757368L;

    private final Simulation simulation;
    private final VersionRegistry versions;
    private final Host host;
    private final long intervalNanos;
    private final CacheMetrics measures;
    private final LossLog losses;
    private final Map<Integer, ChangedKey> changed = new LinkedHashMap<>();
    /** Those of them that wait and are not on their way, in the order in which they came. */
    private final Map<Long, ChangedKey> due = new TreeMap<>();

    private boolean awaited;
    private long flushes;
    private long taken;
    private long written;
    private long lost;

    /** A write that counts as done. */
    private record BufferedWrite(long acknowledgedAt, int source) {}

    /** A key with the writes that its newest one stands for: those that wait, and those on their way to the source. */
    private static final class ChangedKey {
        private final long number;
        /** The writes in the order in which they were taken: first those on their way, then those that wait. */
        private final ArrayDeque<BufferedWrite> writes = new ArrayDeque<>();

        private Request newest;
        private Service source;
        private VersionRegistry.Promise promised;
        private VersionRegistry.Promise flushed;
        private long waiting;
        private long underWay;
        private long version;
        private boolean gone;

        private ChangedKey(long number) {
            this.number = number;
        }

        /** The newest write is to keep all promises, the oldest of which stands for all. */
        private void promise() {
            if (flushed == null || flushed.ended()) {
                flushed = promised;
            } else {
                flushed = flushed.again();
                if (promised != null) {
                    promised.end();
                }
            }
            promised = null;
            if (flushed != null) {
                newest.logical().carry(flushed);
            }
        }

        private void end() {
            gone = true;
            if (promised != null) {
                promised.end();
            }
            confirmed();
        }

        private void confirmed() {
            if (flushed != null) {
                flushed.end();
                flushed = null;
            }
        }
    }

    WriteBuffer(ComponentContext context, Host host, CacheSpec spec, CacheMetrics measures) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.host = host;
        this.intervalNanos = spec.flush_interval().toNanos();
        this.measures = measures;
        this.losses = context.losses();
        context.identity(
                "/" + host.node() + ": writes taken = written + lost + still here",
                this::taken,
                () -> written + lost + pending());
    }

    /** Takes a write that is for a source; it counts as done from now on. The version that readers see. */
    long take(Request write, Service toSource, String store) {
        ChangedKey key = changed.get(write.key());
        if (key == null) {
            key = new ChangedKey(taken);
            changed.put(write.key(), key);
            due.put(key.number, key);
        }
        key.newest = write.withCancellation(CancellationToken.NONE);
        key.source = toSource;
        key.waiting++;
        key.writes.add(new BufferedWrite(simulation.now(), write.source()));
        if (key.promised == null) {
            key.promised = versions.promise(store, write.key(), versions.stamp(simulation.now()));
        }
        key.version = versions.asOf(store, simulation.now());
        taken++;
        measures.unwritten_writes().add(simulation.now(), 1);
        await();
        return key.version;
    }

    private void await() {
        if (!awaited) {
            awaited = true;
            host.after(intervalNanos, this::flush);
        }
    }

    private void flush() {
        awaited = false;
        flushes++;
        List<ChangedKey> now = new ArrayList<>(due.values());
        due.clear();
        for (ChangedKey key : now) {
            key.underWay = key.waiting;
            key.waiting = 0;
            key.promise();
            key.source.call(key.newest.child(FLUSH, (int) flushes), confirmation(key));
        }
    }

    private Reply confirmation(ChangedKey key) {
        return (outcome, version) -> {
            if (outcome.good()) {
                key.confirmed();
                written += key.underWay;
                for (long i = 0; i < key.underWay; i++) {
                    key.writes.poll();
                }
                measures.unwritten_writes().add(simulation.now(), -key.underWay);
            } else {
                key.waiting += key.underWay;
            }
            key.underWay = 0;
            if (key.waiting == 0) {
                changed.remove(key.newest.key());
                host.workEnded();
            } else {
                if (!key.gone) {
                    due.put(key.number, key);
                }
                await();
            }
        };
    }

    /** Whether the newest write of a key is here and nowhere else. */
    boolean holds(int key) {
        return changed.containsKey(key);
    }

    /** The version of a key that is held. */
    long version(int key) {
        return changed.get(key).version;
    }

    /** How many keys wait to be written. */
    int keys() {
        return changed.size();
    }

    /** The process has died, and with it all writes that counted as done and are nowhere else. */
    void lose() {
        long gone = pending();
        lost += gone;
        measures.lost_writes().add(simulation.now(), gone);
        measures.unwritten_writes().add(simulation.now(), -gone);
        changed.values()
                .forEach(key -> key.writes.forEach(
                        write -> losses.lost(simulation.now(), write.acknowledgedAt(), write.source())));
        changed.values().forEach(ChangedKey::end);
        changed.clear();
        due.clear();
        awaited = false;
    }

    /** Writes taken since the start of the run. */
    long taken() {
        return taken;
    }

    /** Those of them that the source confirmed, or a later write of the same key in their place. */
    long written() {
        return written;
    }

    /** Those of them that died with the process. */
    long lost() {
        return lost;
    }

    /** Those of them that are still here. */
    long pending() {
        long pending = 0;
        for (ChangedKey key : changed.values()) {
            pending += key.waiting + key.underWay;
        }
        return pending;
    }
}
