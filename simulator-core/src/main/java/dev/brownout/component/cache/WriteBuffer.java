package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.LossLog;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The unwritten changes of a write-back node: the newest write of each key. A flush follows one interval after the
 * first write, with one write per key; a write that the source does not confirm is repeated an interval later. A crash
 * loses every write that the source has not confirmed.
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
    /** Changed keys that wait for a flush, in order of arrival. */
    private final Map<Long, ChangedKey> due = new TreeMap<>();

    private boolean awaited;
    private long flushes;
    private long accepted;
    private long written;
    private long lost;

    /** An acknowledged write. */
    private record BufferedWrite(long acknowledgedAt, int source) {}

    /** A key with the writes covered by its newest one: those waiting, and those being flushed. */
    private static final class ChangedKey {
        private final long number;
        /** The writes in order: first those being flushed, then those waiting. */
        private final ArrayDeque<BufferedWrite> writes = new ArrayDeque<>();

        private Request newest;
        private Service source;
        private VersionRegistry.Promise waitingPromise;
        private VersionRegistry.Promise flushedPromise;
        private long waiting;
        private long flushing;
        private long version;
        private boolean discarded;

        private ChangedKey(long number) {
            this.number = number;
        }

        /** Makes the newest write carry the promises, of which the oldest stands for the rest. */
        private void promise() {
            if (flushedPromise == null || flushedPromise.isEnded()) {
                flushedPromise = waitingPromise;
            } else {
                flushedPromise = flushedPromise.transfer();
                if (waitingPromise != null) {
                    waitingPromise.end();
                }
            }
            waitingPromise = null;
            if (flushedPromise != null) {
                newest.logical().carry(flushedPromise);
            }
        }

        private void end() {
            discarded = true;
            if (waitingPromise != null) {
                waitingPromise.end();
            }
            onConfirmed();
        }

        private void onConfirmed() {
            if (flushedPromise != null) {
                flushedPromise.end();
                flushedPromise = null;
            }
        }
    }

    WriteBuffer(ComponentContext context, Host host, SourceAccess access, CacheMetrics measures) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.host = host;
        this.intervalNanos = access.flushInterval().toNanos();
        this.measures = measures;
        AuditRegistry audit = context.audit();
        this.losses = audit.losses();
        audit.identity(
                "/" + host.node() + ": writes accepted = written + lost + pending",
                this::bufferedWrites,
                () -> written + lost + pending());
    }

    /** Buffers a write, which is thereby acknowledged; returns the version that readers see. */
    long buffer(Request write, Service toSource, String store) {
        ChangedKey key = changed.get(write.key());
        if (key == null) {
            key = new ChangedKey(accepted);
            changed.put(write.key(), key);
            due.put(key.number, key);
        }
        key.newest = write.withCancellation(CancellationToken.NONE);
        key.source = toSource;
        key.waiting++;
        key.writes.add(new BufferedWrite(simulation.now(), write.source().number()));
        if (key.waitingPromise == null) {
            key.waitingPromise = versions.promise(store, write.key(), versions.stamp(simulation.now()));
        }
        key.version = versions.asOf(store, simulation.now());
        accepted++;
        measures.unwrittenWrites().add(simulation.now(), 1);
        await();
        return key.version;
    }

    private void await() {
        if (!awaited) {
            awaited = true;
            host.schedule(intervalNanos, this::flush);
        }
    }

    private void flush() {
        awaited = false;
        flushes++;
        List<ChangedKey> now = new ArrayList<>(due.values());
        due.clear();
        for (ChangedKey key : now) {
            key.flushing = key.waiting;
            key.waiting = 0;
            key.promise();
            key.source.call(key.newest.child(FLUSH, (int) flushes), confirmation(key));
        }
    }

    private Reply confirmation(ChangedKey key) {
        return (outcome, version) -> {
            if (outcome.good()) {
                key.onConfirmed();
                written += key.flushing;
                for (long i = 0; i < key.flushing; i++) {
                    key.writes.poll();
                }
                measures.unwrittenWrites().add(simulation.now(), -key.flushing);
            } else {
                key.waiting += key.flushing;
            }
            key.flushing = 0;
            if (key.waiting == 0) {
                changed.remove(key.newest.key());
                host.workEnded();
            } else {
                if (!key.discarded) {
                    due.put(key.number, key);
                }
                await();
            }
        };
    }

    /** Returns whether the newest write of a key is buffered here only. */
    boolean contains(int key) {
        return changed.containsKey(key);
    }

    /** Returns the version of a buffered key. */
    long version(int key) {
        return changed.get(key).version;
    }

    /** Returns the number of buffered keys. */
    int keys() {
        return changed.size();
    }

    /** Discards the buffer after a crash and records its writes as lost. */
    void onCrash() {
        long lostWrites = pending();
        lost += lostWrites;
        measures.lostWrites().add(simulation.now(), lostWrites);
        measures.unwrittenWrites().add(simulation.now(), -lostWrites);
        changed.values()
                .forEach(key -> key.writes.forEach(
                        write -> losses.record(simulation.now(), write.acknowledgedAt(), write.source())));
        changed.values().forEach(ChangedKey::end);
        changed.clear();
        due.clear();
        awaited = false;
    }

    /** Returns the number of writes taken since the start of the run. */
    long bufferedWrites() {
        return accepted;
    }

    /** Returns the number of writes confirmed by the source, directly or by a later write of the same key. */
    long written() {
        return written;
    }

    /** Returns the number of writes lost in crashes. */
    long lostCount() {
        return lost;
    }

    /** Returns the number of writes that are still buffered. */
    long pending() {
        long pending = 0;
        for (ChangedKey key : changed.values()) {
            pending += key.waiting + key.flushing;
        }
        return pending;
    }
}
