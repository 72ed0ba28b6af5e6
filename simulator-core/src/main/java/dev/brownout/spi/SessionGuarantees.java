package dev.brownout.spi;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.SessionVersions;
import dev.brownout.service.SessionVersions.Relation;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;

/**
 * Measures at one component whether the reads of each session see its own writes, and whether they go back in time. A
 * session is a visit of a journey, or a single request. A read is compared with the responses that the session had
 * received when the read was sent.
 */
public final class SessionGuarantees {
    private final SessionVersions sessions;
    private final ComponentContext context;
    private final Measures measures;
    private long reads;
    private long unwritten;
    private long seen;
    private long firsts;
    private long monotonic;

    /** Metrics of the session guarantees of a store. */
    public record Measures(
            @Doc("Reads of a key that the same visit of a journey had written before, with an acknowledgement. Only "
                    + "if a journey has a 'key', or with 'reads.session'.")
            Counter ownWriteReads,

            @Doc("Reads that missed a write that the same visit had made before (read-your-writes).")
            @ChartTitle("Reads of {} that miss an own write")
            Counter missedOwnWrites,

            @Doc("Share of the reads of own writes that missed one.")
            @ChartTitle("Share of reads of {} that miss an own write")
            Ratio missedOwnShare,

            @Doc("Reads of a key that the same visit had read before. Only if a journey has a 'key', or with "
                    + "'reads.session'.")
            Counter repeatedReads,

            @Doc("Reads that returned an older version than an earlier read of the same visit (monotonic reads).")
            @ChartTitle("Reads of {} that go back in time")
            Counter backwardReads,

            @Doc("Share of the repeated reads that returned an older version.")
            @ChartTitle("Share of reads of {} that go back in time")
            Ratio backwardShare) {}

    /** Creates the measurement of a component, and its audit. */
    public SessionGuarantees(ComponentContext context, SessionVersions sessions) {
        this.context = context;
        this.sessions = sessions;
        this.measures = context.metrics().instruments(Measures.class);
        AuditRegistry audit = context.audit();
        CellRange run = context.grid().span(0, context.grid().end());
        audit.identity(
                ": reads of keys = not written before + with the own writes + without them",
                () -> reads,
                () -> unwritten + seen + measures.missedOwnWrites().total(run));
        audit.identity(
                ": reads of keys = first reads + not older + older than before",
                () -> reads,
                () -> firsts + monotonic + measures.backwardReads().total(run));
        audit.identity(
                ": reads of own writes = with them + without them",
                () -> measures.ownWriteReads().total(run),
                () -> measures.missedOwnShare().denominator(run));
        audit.identity(
                ": repeated reads = not older + older than before",
                () -> measures.repeatedReads().total(run),
                () -> measures.backwardShare().denominator(run));
    }

    /** Returns a service with measured calls. */
    public Service wrap(Service service) {
        return (request, reply) -> {
            if (request.key() == 0) {
                service.call(request, reply);
            } else if (request.operation() == Operation.WRITE) {
                service.call(request, (outcome, detail) -> {
                    if (outcome.good()) {
                        sessions.wrote(request, detail);
                    }
                    reply.accept(outcome, detail);
                });
            } else {
                service.call(request, judging(request, reply));
            }
        };
    }

    private Reply judging(Request read, Reply reply) {
        long received = sessions.received();
        return (outcome, detail) -> {
            if (outcome.good()) {
                evaluate(read, detail, received);
            }
            reply.accept(outcome, detail);
        };
    }

    private void evaluate(Request read, long version, long received) {
        long now = context.simulation().now();
        reads++;
        Relation writes = sessions.toWrites(read, version, received);
        unwritten += writes == Relation.NONE ? 1 : 0;
        seen += writes == Relation.CONTAINED ? 1 : 0;
        count(writes, now, measures.ownWriteReads(), measures.missedOwnWrites(), measures.missedOwnShare());
        Relation earlier = sessions.toReads(read, version, received);
        firsts += earlier == Relation.NONE ? 1 : 0;
        monotonic += earlier == Relation.CONTAINED ? 1 : 0;
        count(earlier, now, measures.repeatedReads(), measures.backwardReads(), measures.backwardShare());
        sessions.read(read, version);
    }

    private static void count(Relation relation, long now, Counter all, Counter missed, Ratio share) {
        if (relation != Relation.NONE) {
            all.add(now);
            share.add(now, relation == Relation.MISSED ? 1 : 0, 1);
        }
        if (relation == Relation.MISSED) {
            missed.add(now);
        }
    }
}
