package dev.brownout.component.quorumstore;

import dev.brownout.random.AbsentKeys;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A coordinated read. The response is the merged value of the first responses. */
final class CoordinatedRead extends CoordinatedCall {
    private final ReadConsistencyChecker reads;
    private final StoreCluster.Work work;
    private final int key;
    private final long bound;
    private final List<Get> sentReads = new ArrayList<>(3);
    /** Speculative retries; {@code null} for none. */
    private final Speculation speculation;

    private final long begunAt;
    private StampedValue newest;

    CoordinatedRead(
            StoreCluster cluster,
            StoreNode coordinator,
            Request request,
            Reply caller,
            ReadConsistencyChecker reads,
            StoreCluster.Work work,
            Speculation speculation) {
        super(
                cluster,
                coordinator,
                request,
                caller,
                cluster.spec().consistency().quorum().read());
        this.reads = reads;
        this.work = work;
        this.speculation = speculation;
        this.begunAt = cluster.now();
        this.key = StoreCluster.keyOf(request);
        this.bound = coordinator.host().arrival().bound(cluster.wiring().versions(), cluster.now());
    }

    @Override
    CopyMessage message(int copy) {
        Get get = new Get(copy, request());
        sentReads.add(get);
        if (speculation != null) {
            speculation.countRead();
        }
        return get;
    }

    /**
     * Contacts the first candidates, as many as the read quorum. Schedules a speculative retry on the next candidate if
     * there is one.
     *
     * @param up nodes that may be contacted
     * @param replicas replicas of the key, up or not
     * @param candidates nodes in the order of contact
     */
    void contactFirst(int[] up, int[] replicas, int[] candidates) {
        int count = cluster().spec().consistency().quorum().read();
        if (speculation != null) {
            speculation.recordStart(count);
            if (candidates.length > count) {
                scheduleRetry(candidates[count], speculation.delayNanos());
            }
        }
        sendTo(up, replicas, candidates.length == count ? candidates : Arrays.copyOf(candidates, count));
    }

    @Override
    void onSpeculation() {
        speculation.recordLate();
    }

    @Override
    void onQuorum(Reply answer) {
        if (speculation != null) {
            speculation.recordLatency(cluster().now() - begunAt);
        }
        StampedValue value =
                newest != null && AbsentKeys.isAbsent(request().key()) && reads.isUnwritten(newest) ? null : newest;
        Outcome outcome = reads.evaluate(request(), key, value, isExpired(value), bound);
        answer.accept(
                outcome,
                newest == null ? 0 : newest.reportedVersion(cluster().wiring().versions()));
    }

    private boolean isExpired(StampedValue value) {
        return value != null
                && cluster().lifetime().isExpired(value, coordinator().clock());
    }

    @Override
    void complete() {
        if (newest != null && !isExpired(newest) && cluster().spec().repair().read()) {
            for (Get get : sentReads) {
                if (get.good && (get.found == null || !get.found.covers(newest))) {
                    cluster().send(coordinator(), new Mend(get.target(), request()));
                }
            }
        }
    }

    /** Read repair: sends the merged value to a replica that responded with an older one. */
    private final class Mend extends CopyMessage {
        Mend(int to, Request cause) {
            super(to, cause, Operation.WRITE, Purpose.REPAIR);
        }

        @Override
        void carriedOut(StoreNode node) {
            if (node.write(key, newest)) {
                reads.repaired();
            }
        }

        @Override
        void onResponse(Outcome outcome) {}
    }

    /** Read request to one replica, with its response. */
    private final class Get extends CopyMessage {
        private StampedValue found;
        private boolean good;

        Get(int to, Request cause) {
            super(to, cause, Operation.READ, Purpose.READ);
        }

        @Override
        StoreCluster.Work work(StoreCluster.Work plain) {
            return work;
        }

        @Override
        void carriedOut(StoreNode node) {
            found = isSubstitute(target()) ? node.hints().find(key) : node.read(key);
        }

        @Override
        void onResponse(Outcome outcome) {
            good = outcome.good();
            if (good) {
                newest = StampedValue.merge(newest, found);
            }
            onReplicaResult(outcome);
        }
    }
}
