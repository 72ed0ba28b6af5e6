package dev.brownout.component.idgenerator;

import dev.brownout.host.Host;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Segments of identifiers that one host fetches from ticket servers and issues locally. They are kept in memory: a
 * crash loses them and leaves a gap.
 */
final class SegmentAllocator implements Service, Host.Resident {
    private final Simulation simulation;
    private final Service servers;
    private final int size;
    private final boolean doubled;
    private final IssuedIds issued;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private boolean fetching;

    private static final class Segment {
        private final long block;
        private final boolean fresh;
        private int issued;

        Segment(long detail) {
            this.fresh = TicketServer.isFresh(detail);
            this.block = TicketServer.number(detail);
        }
    }

    private record Waiter(Request request, Trail trail, Reply reply) {}

    /**
     * Creates an allocator without segments.
     *
     * @param servers service that allocates segments
     */
    SegmentAllocator(IdGeneratorSpec spec, Simulation simulation, Service servers, Host machine, IssuedIds issued) {
        this.simulation = simulation;
        this.servers = servers;
        this.size = spec.segment();
        this.doubled = spec.doubleBuffer();
        this.issued = issued;
        machine.attach(this);
    }

    @Override
    public void call(Request request, Reply reply) {
        waiters.add(new Waiter(request, simulation.trail(), reply));
        List<Waiter> served = serve();
        if (segments.size() < (doubled ? 2 : 1) && (doubled || !waiters.isEmpty())) {
            fetch(request);
        }
        answer(served, request, Outcome.OK, 0);
    }

    private List<Waiter> serve() {
        List<Waiter> served = new ArrayList<>();
        while (!waiters.isEmpty() && !segments.isEmpty()) {
            Segment segment = segments.getFirst();
            issued.add(segment.block * size + segment.issued, 0, segment.fresh);
            served.add(waiters.remove());
            if (++segment.issued == size) {
                segments.remove();
            }
        }
        return served;
    }

    private void fetch(Request request) {
        if (!fetching) {
            fetching = true;
            servers.call(request, (outcome, detail) -> fetched(request, outcome, detail));
        }
    }

    private void fetched(Request request, Outcome outcome, long detail) {
        fetching = false;
        if (outcome.good()) {
            segments.add(new Segment(detail));
            List<Waiter> served = serve();
            if (!waiters.isEmpty()) {
                fetch(waiters.getFirst().request);
            }
            answer(served, request, Outcome.OK, 0);
        } else {
            List<Waiter> failed = new ArrayList<>(waiters);
            waiters.clear();
            answer(failed, request, outcome, detail);
        }
    }

    /**
     * Responds to the served requests. The request that fetched the segment continues its own trace; the remaining
     * requests have waited for it.
     */
    private void answer(List<Waiter> all, Request fetcher, Outcome outcome, long detail) {
        Trail own = simulation.trail();
        for (Waiter waiter : all) {
            if (waiter.request.identity() != fetcher.identity()) {
                simulation.resume(waiter.trail, RequestPhase.OTHERS);
            }
            waiter.reply.accept(outcome, detail);
            simulation.restore(own);
        }
    }

    @Override
    public void onCrash() {
        segments.clear();
        waiters.clear();
        fetching = false;
    }
}
