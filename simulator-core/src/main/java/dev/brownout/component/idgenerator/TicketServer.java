package dev.brownout.component.idgenerator;

import dev.brownout.host.CapacityTracker;
import dev.brownout.host.Cores;
import dev.brownout.host.FifoCores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.QueueWaitMetrics;
import dev.brownout.host.Task;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.MeasuredOnRequest;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticket server: a database with one counter row. Each commit increments it by a step, one commit after the other.
 * Committed values survive a crash.
 */
final class TicketServer {
    record Measures(
            @Doc("Share of the uptime of the ticket servers in which they commit, time-weighted.")
            @Display(Display.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Share of the whole time in which the ticket servers commit, time-weighted.")
            Occupancy provisionedUtilization,

            @Doc("Calls waiting for the row, excluding the one being committed.") @Display(Display.As.LINE)
            TimeWeighted queue) {}

    @MeasuredOnRequest(beside = "queue")
    record WaitMeasures(
            @Doc("Waiting time of a call for the row, by the time its commit began; 0 if the row was free. "
                    + QueueWaitMetrics.SHARES)
            @ChartTitle(QueueWaitMetrics.TITLE)
            LatencyHistogram queueWait) {}

    private final ComponentContext context;
    private final Host host;
    private final Cores row;
    private final Sampler commit;
    private final KeyedRandom random;
    private final long first;
    private final long step;
    private final List<TicketServer> rivals = new ArrayList<>();
    private long committed;

    /**
     * Creates a server without commits.
     *
     * @param first first number of this server
     * @param step difference between two numbers of this server
     */
    TicketServer(IdGeneratorSpec spec, ComponentContext context, Host host, long first, long step) {
        Measures measures = context.metrics().instruments(Measures.class, host);
        this.context = context;
        this.host = host;
        CapacityTracker.whileProvisioned(
                context.simulation(), host, measures.utilization(), measures.provisionedUtilization(), 1);
        FifoQueue calls = new FifoQueue(context.simulation(), host, measures.queue());
        context.metrics()
                .requestedInstruments(WaitMeasures.class, host)
                .ifPresent(waits -> context.audit().overdue(calls.recordWaits(waits.queueWait(), context.grid())));
        this.row = new FifoCores(context.simulation(), host, 1, spec.queue(), measures.utilization(), calls);
        this.commit = spec.commit().sampler();
        this.random = context.random("commit");
        this.first = first;
        this.step = step;
    }

    Host host() {
        return host;
    }

    /** Registers another server. It is checked for duplicates if both servers can issue the same numbers. */
    void registerPeer(TicketServer other) {
        if (other != this && Math.floorMod(other.first - first, step) == 0) {
            rivals.add(other);
        }
    }

    /** Returns the number encoded in the detail of a response. */
    static long number(long detail) {
        return isFresh(detail) ? detail : -1 - detail;
    }

    /** Returns whether no other server had issued the number in the detail of a response before. */
    static boolean isFresh(long detail) {
        return detail >= 0;
    }

    /**
     * Commits the next number and responds with it. A number that another server has issued before is encoded as -1 -
     * number.
     */
    void call(Request request, Reply reply) {
        Commit task = new Commit(reply);
        if (!row.offer(task, commit.sampleNanos(random.withIdentity(request.identity())))) {
            reply.accept(Outcome.REJECTED, context.number());
        }
    }

    /** Returns whether no other server has issued a number. The numbers of one server are distinct. */
    private boolean isUnacknowledged(long number) {
        for (TicketServer rival : rivals) {
            long index = (number - rival.first) / step;
            if (number >= rival.first && index < rival.committed) {
                return false;
            }
        }
        return true;
    }

    private final class Commit extends Task {
        private final Reply reply;

        Commit(Reply reply) {
            this.reply = reply;
        }

        @Override
        protected void onWorked() {
            long number = first + step * committed;
            committed++;
            reply.accept(Outcome.OK, isUnacknowledged(number) ? number : -1 - number);
        }
    }
}
