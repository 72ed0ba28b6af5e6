package dev.brownout.component.database.replication;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.host.Host;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Wait of commits for replica acknowledgements. A commit is acknowledged to its client when the number of replicas that
 * the mode requires has received it. In semi-synchronous mode a timer runs for the oldest waiting commit. At the
 * timeout all waiting commits are acknowledged and the primary continues asynchronously. Commits wait again once the
 * required replicas lack no write older than 1 s.
 */
public final class CommitAcknowledgements extends Event {
    private record Commit(long position, long version, long since, Reply reply) {}

    /** Age of the oldest missing write below which replicas count as caught up, in ns. */
    private static final long CAUGHT_UP_NANOS = 1_000_000_000L;

    private final ComponentContext context;
    private final Simulation simulation;
    private final Log log;
    private final ReplicaGroupMembers members;
    private final int need;
    private final boolean byMajority;
    private final long timeoutNanos;
    private final long[] received;
    private final long[] ranking;
    private final TimeWeighted degradedTime;
    private final ArrayDeque<Commit> waiting = new ArrayDeque<>();
    private long safe;
    private long timer = Simulation.NO_TIMER;
    private boolean degraded;

    /**
     * Creates the state of a primary without acknowledgements.
     *
     * @param degradedTime is 1 while commits do not wait although the mode requires it, else 0
     */
    public CommitAcknowledgements(
            ComponentContext context,
            Replication replication,
            Log log,
            ReplicaGroupMembers members,
            TimeWeighted degradedTime) {
        this.context = context;
        this.simulation = context.simulation();
        this.log = log;
        this.members = members;
        int nodes = members.size();
        this.need = replication.waitsFor(nodes - 1);
        this.byMajority = replication.mode() == Replication.Mode.QUORUM;
        this.timeoutNanos = replication.mode() == Replication.Mode.SEMI_SYNC
                ? replication.timeout().map(Duration::toNanos).orElse(0L)
                : 0;
        this.received = new long[nodes];
        this.ranking = new long[nodes];
        this.degradedTime = degradedTime;
    }

    /**
     * Returns whether commits wait for replicas. Streams then have no backlog, and replicas acknowledge each received
     * write.
     */
    public boolean isNeeded() {
        return need > 0;
    }

    /** Returns whether a majority of the nodes confirms each commit. */
    public boolean byMajority() {
        return byMajority;
    }

    /** Replies to a commit immediately, or when enough replicas have received it. */
    public void await(long position, long version, Reply reply) {
        if (need == 0 || degraded || position <= safe) {
            reply.accept(Outcome.OK, version);
            return;
        }
        waiting.add(new Commit(position, version, simulation.now(), reply));
        arm();
    }

    /** Records an acknowledgement: a replica has received the log through position {@code upTo}. */
    void onReceived(DatabaseNode replica, long upTo) {
        received[replica.number()] = Math.max(received[replica.number()], upTo);
        System.arraycopy(received, 0, ranking, 0, received.length);
        Arrays.sort(ranking);
        safe = ranking[ranking.length - need];
        if (degraded && caughtUp()) {
            degrade(false);
            context.timeline()
                    .note(
                            "synchronous-again",
                            members.primary().name(),
                            Sentence.of("semi-sync restored: commits wait for replicas again"));
        }
        while (!waiting.isEmpty() && waiting.peek().position() <= safe) {
            answer(waiting.poll());
        }
    }

    private boolean caughtUp() {
        return safe >= log.base() && log.ageNanos(simulation.now(), safe) < CAUGHT_UP_NANOS;
    }

    private void answer(Commit commit) {
        commit.reply().accept(Outcome.OK, commit.version());
    }

    private void arm() {
        if (timer == Simulation.NO_TIMER && timeoutNanos > 0 && !waiting.isEmpty()) {
            timer = simulation.scheduleAt(waiting.peek().since() + timeoutNanos, this, 0);
        }
    }

    @Override
    public void fire(int step) {
        Host host = members.primary().host();
        if (host.isSuspended()) {
            host.defer(this, step);
            return;
        }
        timer = Simulation.NO_TIMER;
        if (waiting.isEmpty() || waiting.peek().since() + timeoutNanos > simulation.now()) {
            arm();
            return;
        }
        degrade(true);
        context.timeline()
                .note(
                        "degraded-to-async",
                        members.primary().name(),
                        Sentence.of(
                                "semi-sync timeout: {} waiting commits released, fallback to async",
                                String.format(Locale.ROOT, "%,d", waiting.size())),
                        TimelineEvent.facts("commits", waiting.size()));
        while (!waiting.isEmpty()) {
            answer(waiting.poll());
        }
    }

    private void degrade(boolean now) {
        if (degraded != now) {
            degraded = now;
            degradedTime.add(simulation.now(), now ? 1 : -1);
        }
    }

    /**
     * Resets the state when the primary is demoted. The next primary starts without acknowledgements.
     *
     * @return the replies of the commits that still wait
     */
    public List<Reply> drain() {
        List<Reply> left = waiting.stream().map(Commit::reply).toList();
        waiting.clear();
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
        degrade(false);
        Arrays.fill(received, 0);
        safe = 0;
        return left;
    }
}
