package dev.brownout.component.database.resharding;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.resharding.MovePlan.Move;
import dev.brownout.component.database.sharding.KeyLocations;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.List;

/**
 * Migration of keys between shards, one command after the other. It copies chunk after chunk and blocks writes of the
 * copied chunks during a cut-over pause. After the pause, the keys are on their new shard with all their writes. Once a
 * second it checks that all shards that give or receive keys have a primary. It stops while one of them has none.
 */
public final class KeyMigration extends Event {
    private static final int CHECK = 0;
    private static final int CUT_OVER = 1;
    private static final long SECOND = 1_000_000_000L;
    /** Maximum number of chunks of a move with a timeline event for each cut-over. */
    private static final int MAX_TIMELINE_EVENTS = 8;

    private final ComponentContext context;
    private final Simulation simulation;
    private final MovePlan plan;
    private final KeyLocations homes;
    private final List<? extends MovingShard> shards;
    private final Runnable joined;
    private final ReshardingMetrics measures;
    private final Sampler pause;
    private final KeyedRandom random;
    private final Counter bytes;
    private Move move;
    private WrittenKeys written;
    private MoveByteAccounting freight;
    private int ordered;
    private int started;
    private long endedAt = Long.MAX_VALUE;
    private long timer = Simulation.NO_TIMER;
    private long lastCheck;
    private long copiedNanos;
    private long pauses;
    private long chunksBefore;
    private int copied;
    private int movedChunks;
    private int blockedBelow;
    private boolean copying;
    private boolean isPaused;

    /**
     * Creates a migration without moves in progress.
     *
     * @param shards all shards that ever exist in the run, in their order
     * @param joined called after each shard that is added
     */
    public KeyMigration(
            ComponentContext context,
            MovePlan plan,
            KeyLocations homes,
            List<? extends MovingShard> shards,
            Runnable joined) {
        this.context = context;
        this.simulation = context.simulation();
        this.plan = plan;
        this.homes = homes;
        this.shards = shards;
        this.joined = joined;
        this.measures = context.metrics().instruments(ReshardingMetrics.class);
        this.pause = plan.spec().pause().sampler();
        this.random = context.random("move.pause");
        AuditRegistry audit = context.audit();
        audit.reportMemoryUse("keys that move", 4, () -> written == null ? 0 : written.size());
        this.bytes = new Counter(context.grid());
        measures.movedBytes().sums(span -> (double) bytes.total(span));
        measures.movedAt().is(span -> endedAt < span.endAt() ? (double) endedAt : Double.NaN);
        audit.identity(
                ": logs with a write of a migrated key, newest at its current shard = all such logs",
                () -> known(true),
                () -> known(false));
    }

    /** Starts the next command, or queues it behind the current move. */
    public void order() {
        ordered++;
        if (move == null) {
            begin();
        }
    }

    private void begin() {
        move = plan.moves().get(started++);
        for (int shard = move.from().shards(); shard < move.to().shards(); shard++) {
            shards.get(shard).join();
            joined.run();
        }
        long now = simulation.now();
        written = new WrittenKeys(shards, move, homes);
        freight = new MoveByteAccounting(shards, move, plan.dataBytes());
        homes.move(move.to(), move.chunks());
        measures.movedShare().capacity(now, chunksBefore + move.chunks());
        measures.moving().set(now, 1);
        copiedNanos = 0;
        copied = 0;
        movedChunks = 0;
        blockedBelow = 0;
        isPaused = false;
        lastCheck = now;
        note("move-began", Sentence.of("key migration started: {}", move.text()));
        copy(leads());
        checkProgress();
    }

    private void end() {
        long now = simulation.now();
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
        endedAt = now;
        chunksBefore += move.chunks();
        measures.moving().set(now, 0);
        note("move-ended", Sentence.of("key migration finished: {}", move.text()));
        move = null;
        if (started < ordered) {
            begin();
        }
    }

    private void note(String name, Sentence text) {
        context.timeline()
                .note(
                        name,
                        "",
                        Sentence.of("{}: {}", context.name(), text),
                        TimelineEvent.facts(
                                "bytes",
                                move.bytes(),
                                "chunks",
                                move.chunks(),
                                "copy_ns",
                                move.copyNanos(),
                                "cut_over",
                                movedChunks));
    }

    @Override
    public void fire(int step) {
        if (step == CUT_OVER) {
            cutOver();
        } else {
            checkProgress();
        }
    }

    private boolean leads() {
        for (int shard = 0; shard < move.to().shards(); shard++) {
            if (move.concerns(shard) && !shards.get(shard).leads()) {
                return false;
            }
        }
        return true;
    }

    private void checkProgress() {
        long now = simulation.now();
        boolean leads = leads();
        if (leads && copying) {
            copiedNanos = Math.min(move.copyNanos(), copiedNanos + now - lastCheck);
        }
        lastCheck = now;
        if (leads == isPaused) {
            isPaused = !leads;
            note(
                    isPaused ? "move-stopped" : "move-went-on",
                    isPaused
                            ? Sentence.of("key migration paused: a source or target shard has no primary")
                            : Sentence.of("key migration resumed: all source and target shards have a primary"));
        }
        while (copied < move.chunks() && move.copiedAfter(copied) <= copiedNanos) {
            copied++;
        }
        copy(leads);
        if (leads && blockedBelow == movedChunks && copied > movedChunks) {
            beginCutover();
        }
        long next = copied < move.chunks() ? move.copiedAfter(copied) - copiedNanos : SECOND;
        timer = simulation.scheduleAfter(Math.max(1, Math.min(SECOND, next)), this, CHECK);
    }

    /** Starts or ends the slowdown of the shards that give or receive keys. */
    private void copy(boolean leads) {
        boolean now = leads && copiedNanos < move.copyNanos();
        if (now == copying) {
            return;
        }
        copying = now;
        double slower = plan.spec().slower();
        for (int shard = 0; shard < move.to().shards(); shard++) {
            for (Host host : move.concerns(shard) ? shards.get(shard).hosts() : List.<Host>of()) {
                if (now) {
                    host.slow(slower);
                } else {
                    host.endSlow(slower);
                }
            }
        }
    }

    private void beginCutover() {
        blockedBelow = copied;
        homes.blockWritesBelow(blockedBelow);
        simulation.scheduleAfter(pause.sampleNanos(random.withIdentity(pauses++)), this, CUT_OVER);
    }

    private void cutOver() {
        boolean leads = leads();
        if (leads) {
            measures.movedKeys().add(simulation.now(), written.transfer(movedChunks, blockedBelow));
            bytes.add(simulation.now(), move.bytesBelow(blockedBelow) - move.bytesBelow(movedChunks));
            measures.movedShare().add(simulation.now(), blockedBelow - movedChunks);
            freight.movedBelow(blockedBelow);
            movedChunks = blockedBelow;
            if (move.chunks() <= MAX_TIMELINE_EVENTS) {
                note("cut-over", Sentence.of("{} of {} chunks migrated", movedChunks, move.chunks()));
            }
        }
        blockedBelow = movedChunks;
        homes.open(leads);
        if (movedChunks == move.chunks()) {
            end();
        } else if (leads && copied > movedChunks) {
            beginCutover();
        }
    }

    /**
     * Counts pairs of a shard and a key written there. With {@code rightly}, counts only pairs for which the current
     * shard of the key has no older version.
     */
    private long known(boolean rightly) {
        long known = 0;
        for (MovingShard shard : shards) {
            Log log = shard.log();
            for (int i = 0; i < log.keys(); i++) {
                int key = log.key(i);
                long version = shards.get(homes.of(key)).log().newest(key);
                known += !rightly || version >= log.newest(key) ? 1 : 0;
            }
        }
        return known;
    }
}
