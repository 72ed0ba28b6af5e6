package dev.brownout.component.idgenerator;

import dev.brownout.component.idgenerator.IdGeneratorSpec.Scheme;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.id.IdBitLayout;
import dev.brownout.id.TakenSequences;
import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Behaviour of an identifier generator: its servers, if the scheme has any, and the connections of clients. */
final class IdGenerator implements Component {
    /** Step of a request that calls the generator again. */
    private static final long RECURSIVE_STEP = KeyedRandom.key(0, 0, "behind");

    private static final long MILLI = 1_000_000;
    /**
     * Maximum lead of a worker's timestamps over its clock after a burst, in ms. It extends the period in which
     * sequences of workers with the same number are compared.
     */
    private static final long BURST_MILLIS = 1000;

    private final IdGeneratorSpec spec;
    private final ComponentContext context;
    private final IssuedIds issued;
    private final ClientSideGenerator minted;
    private final Map<Host, SnowflakeWorker> workers = new LinkedHashMap<>();
    private final Map<Host, TicketServer> servers = new LinkedHashMap<>();
    private final Map<Host, SegmentAllocator> tickets = new LinkedHashMap<>();

    IdGenerator(IdGeneratorSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        boolean local = spec.scheme().isLocal();
        this.issued = new IssuedIds(context.simulation(), context.metrics().instruments(IssuedIds.Measures.class));
        if (spec.scheme() == Scheme.UUID_V7) {
            issued.randomPerMillisecond(ClientSideGenerator.space(spec), context.grid());
        } else if (local) {
            issued.random(ClientSideGenerator.space(spec));
        }
        this.minted = local ? new ClientSideGenerator(spec, context.simulation(), context.random("id"), issued) : null;
        List<Host> hosts = new ArrayList<>();
        for (Location site : local ? List.<Location>of() : context.topology().sites()) {
            for (int i = 0; i < spec.nodes(); i++) {
                hosts.add(context.hosts().addHost(Integer.toString(hosts.size() + 1), site));
            }
        }
        if (spec.scheme() == Scheme.SNOWFLAKE) {
            hire(hosts);
        } else {
            hosts.forEach(host -> count(host, hosts.size()));
            servers.values().forEach(server -> servers.values().forEach(server::registerPeer));
        }
    }

    private void hire(List<Host> hosts) {
        long most = new IdBitLayout(spec.workerBits(), spec.sequenceBits()).workers();
        if (hosts.size() > most) {
            throw new InvalidValueException("worker_bits allow at most {} workers, not {}", most, hosts.size());
        }
        if (!spec.workerIds().isEmpty() && spec.workerIds().size() != hosts.size()) {
            throw new InvalidValueException(
                    "{} worker_ids for {} nodes: set one per node",
                    spec.workerIds().size(),
                    hosts.size());
        }
        Map<Integer, TakenSequences> used = new LinkedHashMap<>();
        for (int i = 0; i < hosts.size(); i++) {
            int number = spec.workerIds().isEmpty() ? i : spec.workerIds().get(i);
            TakenSequences before = used.computeIfAbsent(
                    number, n -> new TakenSequences(context.faults().clockErrorNanos() / MILLI + BURST_MILLIS));
            Host host = hosts.get(i);
            workers.put(host, new SnowflakeWorker(spec, context, host, number, before, issued));
        }
    }

    private void count(Host host, int servers) {
        int first = this.servers.size();
        this.servers.put(
                host, new TicketServer(spec, context, host, first, spec.step().orElse(servers)));
    }

    @Override
    public List<Host> hosts() {
        return new ArrayList<>(spec.scheme() == Scheme.SNOWFLAKE ? workers.keySet() : servers.keySet());
    }

    /** A generator that a request calls again gets a call with an identity of its own. */
    @Override
    public Service connect(Host caller, CallTarget route) {
        Service source = source(caller, route.withRest(List.of()));
        if (route.rest().isEmpty()) {
            return source;
        }
        Service rest = context.client(caller, route).connect(route.rest());
        boolean isRecursive = context.workload().mayReach(route.rest(), context.name()::equals);
        return (request, reply) -> source.call(request, (outcome, detail) -> {
            if (outcome.good()) {
                rest.call(isRecursive ? request.child(RECURSIVE_STEP, 0) : request, reply);
            } else {
                reply.accept(outcome, detail);
            }
        });
    }

    private Service source(Host caller, CallTarget route) {
        if (minted != null) {
            return (request, reply) -> {
                minted.mint(request);
                reply.accept(Outcome.OK, 0);
            };
        }
        IdGeneratorClient client = new IdGeneratorClient(
                context.simulation(),
                caller,
                context.client(caller, route).edges(hosts(), this::service).array(),
                context.random("node"),
                spec.avoid().toNanos());
        if (!workers.isEmpty()) {
            return client;
        }
        return spec.segment() == 1
                ? oneByOne(client)
                : tickets.computeIfAbsent(
                        caller, machine -> new SegmentAllocator(spec, context.simulation(), client, machine, issued));
    }

    private Service oneByOne(Service servers) {
        return (request, reply) -> servers.call(request, (outcome, detail) -> {
            if (outcome.good()) {
                issued.add(TicketServer.number(detail), 0, TicketServer.isFresh(detail));
                reply.accept(outcome, 0);
            } else {
                reply.accept(outcome, detail);
            }
        });
    }

    private Service service(Host host) {
        return workers.isEmpty() ? servers.get(host)::call : workers.get(host)::call;
    }
}
