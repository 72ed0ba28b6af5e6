package dev.brownout.component.idgenerator;

import dev.brownout.node.Host;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tickets of one machine: segments that it fetches and gives out itself. They are in memory, so a crash loses them,
 * and leaves a gap.
 */
final class Tickets implements Service, Host.Resident {
    private final Service servers;
    private final int size;
    private final boolean doubled;
    private final Issued issued;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private boolean fetching;

    private static final class Segment {
        private final long block;
        private final boolean fresh;
        private int given;

        Segment(long detail) {
            this.fresh = TicketServer.fresh(detail);
            this.block = TicketServer.number(detail);
        }
    }

    private record Waiter(Request request, Reply reply) {}

    /**
     * No tickets yet.
     *
     * @param servers who counts segments
     */
    Tickets(IdGeneratorSpec spec, Service servers, Host machine, Issued issued) {
        this.servers = servers;
        this.size = spec.segment();
        this.doubled = spec.double_buffer();
        this.issued = issued;
        machine.attach(this);
    }

    @Override
    public void call(Request request, Reply reply) {
        waiters.add(new Waiter(request, reply));
        List<Reply> served = serve();
        if (segments.size() < (doubled ? 2 : 1) && (doubled || !waiters.isEmpty())) {
            fetch(request);
        }
        served.forEach(one -> one.accept(Outcome.OK, 0));
    }

    private List<Reply> serve() {
        List<Reply> served = new ArrayList<>();
        while (!waiters.isEmpty() && !segments.isEmpty()) {
            Segment segment = segments.getFirst();
            issued.add(segment.block * size + segment.given, 0, segment.fresh);
            served.add(waiters.remove().reply);
            if (++segment.given == size) {
                segments.remove();
            }
        }
        return served;
    }

    private void fetch(Request request) {
        if (!fetching) {
            fetching = true;
            servers.call(request, this::fetched);
        }
    }

    private void fetched(Outcome outcome, long detail) {
        fetching = false;
        if (outcome.good()) {
            segments.add(new Segment(detail));
            List<Reply> served = serve();
            if (!waiters.isEmpty()) {
                fetch(waiters.getFirst().request);
            }
            served.forEach(one -> one.accept(Outcome.OK, 0));
        } else {
            List<Waiter> failed = new ArrayList<>(waiters);
            waiters.clear();
            failed.forEach(waiter -> waiter.reply.accept(outcome, detail));
        }
    }

    @Override
    public void died() {
        segments.clear();
        waiters.clear();
        fetching = false;
    }
}
