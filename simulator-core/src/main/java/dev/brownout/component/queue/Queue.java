package dev.brownout.component.queue;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.DrainTimeGauge;
import dev.brownout.network.TierEdges;
import dev.brownout.network.UnbalancedClient;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.MessageSource;
import dev.brownout.spi.component.MessageSource.Backlog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message queue with a broker in each of its regions; publishers and consumers use the nearest one. */
final class Queue implements MessageSource {
    private final QueueSpec spec;
    private final ComponentContext context;
    private final QueueMetrics measures;
    private final List<Host> hosts = new ArrayList<>();
    private final List<Broker> brokers = new ArrayList<>();
    private Batches batches;

    Queue(QueueSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        this.measures = context.metrics().instruments(QueueMetrics.class);
        DrainTimeGauge drain = new DrainTimeGauge(context.grid(), measures.depth());
        measures.drainTime().is(span -> drain.nanos(span, context.simulation().now()));
        measures.oldestAge().from(this::oldestAgeNanos);
        for (Location site : context.topology().sites()) {
            Host host = context.hosts().addHost(Integer.toString(hosts.size() + 1), site);
            hosts.add(host);
            brokers.add(new Broker(this, context, host, drain));
        }
        AuditRegistry audit = context.audit();
        audit.reportMemoryUse(
                "messages",
                300,
                () -> brokers.stream().mapToLong(Broker::memoryObjects).sum());
        audit();
    }

    /** Registers invariants: every published message has ended or is stored by a broker. */
    private void audit() {
        CellRange run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        audit.identity(
                ": published = consumed + dead letters + lost + kept",
                () -> measures.published().total(run),
                () -> measures.finishedMessages(run)
                        + brokers.stream().mapToLong(Broker::messages).sum());
        for (Broker broker : brokers) {
            audit.identity(
                    "/" + broker.host().node() + ": messages kept = waiting + delivered",
                    broker::messages,
                    broker::backlog);
        }
    }

    QueueSpec spec() {
        return spec;
    }

    QueueMetrics measures() {
        return measures;
    }

    @Override
    public List<Host> hosts() {
        return hosts;
    }

    @Override
    public Backlog backlog(String group) {
        return new Backlog(this::depth, this::oldestAgeNanos);
    }

    long depth() {
        return brokers.stream().mapToLong(Broker::depth).sum();
    }

    long oldestAgeNanos() {
        return brokers.stream().mapToLong(Broker::oldestAgeNanos).max().orElse(0);
    }

    @Override
    public Batches batches(int most) {
        if (most > spec.capacity().orElse(Integer.MAX_VALUE)) {
            throw new ScenarioException(
                    "requests",
                    "a batch of {} messages exceeds the 'capacity' of {}, {}",
                    most,
                    context.name(),
                    spec.capacity().get());
        }
        batches = batches == null ? new Batches(context) : batches;
        return batches;
    }

    @Override
    public Optional<Distribution> poison() {
        return spec.poison().map(QueueSpec.Poison::holds);
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        route.requireLast(
                context.name(), Sentence.of("it is a queue; a server with 'consumes' continues with its messages"));
        TierEdges edges = context.client(caller, route)
                .edges(
                        hosts,
                        host -> brokers.get(hosts.indexOf(host)).entrance().of(route.fanOut()));
        UnbalancedClient outbound = new UnbalancedClient(caller, edges, context.random("node"));
        return (request, reply) -> outbound.call(request.withOperation(Operation.WRITE), reply);
    }

    @Override
    public Subscription subscribe(Host consumer, ConsumerSettings settings, Inbox inbox) {
        CallTarget route = CallTarget.waiting(Operation.READ, Optional.empty());
        Host near = context.client(consumer, route).nearby(hosts).get(0);
        return new Subscriber(this, context, brokers.get(hosts.indexOf(near)), consumer, settings, inbox);
    }
}
