package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Link;
import dev.brownout.network.TierEdges;
import dev.brownout.network.TransferCounters;
import dev.brownout.network.UnbalancedClient;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.MessageBatch;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.MessageSource;
import dev.brownout.spi.component.MessageSource.Backlog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Behaviour of a topic: its brokers, partition logs and consumer groups. */
final class TopicComponent implements MessageSource {
    private final TopicSpec spec;
    private final ComponentContext context;
    private final Simulation simulation;
    private final Brokers brokers;
    private final TopicMetrics measures;
    private final TopicMetrics.Intake intake;
    private final KeyedRandom errors;
    private final KeyedRandom phases;
    private final KeyedRandom waits;
    private final ConstantDelayQueue poll;
    private final ConstantDelayQueue timeout;
    private final List<AppendStage> appends = new ArrayList<>();
    private final PartitionLogs logs;
    private final ConsumerGroups groups;
    /** Links between hosts, created on first use. */
    private final Map<Host, Map<Host, Link>> links = new LinkedHashMap<>();

    private boolean started;
    private Batches batches;

    TopicComponent(TopicSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        this.simulation = context.simulation();
        this.measures = context.metrics().instruments(TopicMetrics.class);
        this.intake = context.metrics().instruments(TopicMetrics.Intake.class);
        this.errors = context.random("errors");
        this.phases = context.random("heartbeat");
        this.waits = context.random("backoff");
        this.poll = simulation.delay(spec.consumers().poll().toNanos());
        this.timeout = simulation.delay(
                spec.consumers().poll().plus(context.topology().betweenTiers()).toNanos());
        if (context.topology().sites().size() > 1) {
            throw new ScenarioException(
                    "components." + context.name(),
                    "{} is a topic and runs in one region: set 'regions' to one region; for messages in "
                            + "other regions, publish to a topic there as well",
                    context.name());
        }
        this.brokers = new Brokers(this, context, context.topology().sites().get(0));
        KeyedRandom sends = context.random("send");
        for (int i = 0; i < brokers.size(); i++) {
            appends.add(new AppendStage(this, brokers.host(i), i, spec.send().sampler(), sends));
        }
        this.logs = new PartitionLogs(this, context.random("partition"), intake);
        brokers.assignPartitions(logs.all());
        this.groups = new ConsumerGroups(
                this, context, measures, () -> intake.published().total(run()) - brokers.truncated());
        measures.oldestAge().from(groups::oldestAgeNanos);
        context.audit().reportMemoryUse("messages", 300, logs::memoryUse);
        context.audit().reportMemoryUse("keys", 100, groups::keys);
        audit();
    }

    private CellRange run() {
        return context.grid().span(0, context.grid().end());
    }

    private void audit() {
        AuditRegistry audit = context.audit();
        audit.identity(
                (hasCopies() ? ": published - truncated" : ": published") + " = sum of the partition ends",
                () -> intake.published().total(run()) - brokers.truncated(),
                logs::stored);
    }

    String name() {
        return context.name();
    }

    /** Returns random numbers for waits after failures, by the identity of the wait. */
    KeyedRandom waits(long identity) {
        return waits.withIdentity(identity);
    }

    Simulation simulation() {
        return simulation;
    }

    long now() {
        return simulation.now();
    }

    TransferCounters transfers() {
        return context.network().transfers();
    }

    Link link(Host from, Host to) {
        Map<Host, Link> linksFrom = links.computeIfAbsent(from, host -> new LinkedHashMap<>());
        Link link = linksFrom.get(to);
        if (link == null) {
            link = context.network().link(from, to);
            linksFrom.put(to, link);
        }
        return link;
    }

    /** Returns the counter of messages delivered to the component of a consumer. */
    CallCounts deliveryCounts(Host consumer) {
        return context.deliveries().callCountsTo(consumer.component());
    }

    void note(String event, Sentence text) {
        context.timeline().note(event, "", text);
    }

    /** Returns the number of the component. */
    int number() {
        return context.number();
    }

    /** Returns whether partitions are replicated on several brokers. */
    boolean hasCopies() {
        return brokers.size() > 1;
    }

    /** Returns the replicas of a partition. */
    PartitionReplicas copies(int partition) {
        return brokers.partition(partition);
    }

    /** Returns the host of the current or last leader of a partition. */
    Host leader(int partition) {
        return brokers.host(copies(partition).leader());
    }

    /** Returns whether a host is the leader of a partition. */
    boolean leads(Host machine, int partition) {
        return copies(partition).isLed() && leader(partition) == machine;
    }

    /** Returns the host of the group coordinator. */
    Host coordinator() {
        return brokers.coordinator();
    }

    /** Notifies the groups that another broker coordinates them. */
    void coordinatorMoved() {
        groups.onCoordinatorMoved();
    }

    /** Registers a group that is notified when the process of its coordinator restarts. */
    void attach(ConsumerGroup group) {
        brokers.attach(group);
    }

    /** Returns the consumer groups. */
    ConsumerGroups groups() {
        return groups;
    }

    /** Records the loss of messages that were acknowledged but never stored. */
    void recordLoss(long messages, long acknowledgedAt, int source) {
        brokers.neverStored(messages, acknowledgedAt, source);
    }

    PartitionLogs logs() {
        return logs;
    }

    PartitionLog log(int partition) {
        return logs.of(partition);
    }

    ConstantDelayQueue poll() {
        return poll;
    }

    ConstantDelayQueue fetchPatience() {
        return timeout;
    }

    TopicSpec spec() {
        return spec;
    }

    /** Returns the random phase of the first heartbeat within a period, 0 to 1. */
    double phase(long identity) {
        return phases.withIdentity(identity).uniform();
    }

    /** Returns whether a host fails a fetch request, at the error rate of its calls. */
    boolean failsToAnswer(Host machine, long identity) {
        double share = machine.errorShare();
        return share > 0 && errors.withIdentity(identity).uniform() < share;
    }

    /** Returns the outcome of a check of a publish call: OK, or the error with which the broker refuses it. */
    Outcome refusal(int broker, Request call) {
        for (Request message : MessageBatch.messages(call)) {
            PartitionReplicas copies = copies(logs.partitionOf(call, message));
            if (!copies.isLed() || copies.leader() != broker) {
                return Outcome.UNAVAILABLE;
            }
            if (spec.replication().acks().isEmpty()
                    && copies.inSync() < spec.replication().minInsync()) {
                brokers.onRefused();
                return Outcome.UNAVAILABLE;
            }
        }
        return Outcome.OK;
    }

    @Override
    public List<Host> hosts() {
        return brokers.hosts();
    }

    @Override
    public void start() {
        started = true;
        brokers.begin();
        groups.begin();
    }

    @Override
    public Backlog backlog(String group) {
        ConsumerGroup consumers = groups.named(group);
        return new Backlog(consumers::depth, consumers::oldestAgeNanos);
    }

    @Override
    public boolean hasGroups() {
        return true;
    }

    @Override
    public Batches batches(int maxMessages) {
        batches = batches == null ? new Batches(context) : batches;
        return batches;
    }

    @Override
    public Optional<Distribution> poison() {
        return Optional.empty();
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        route.requireLast(
                context.name(), Sentence.of("it is a topic; a server with 'consumes' continues with its messages"));
        boolean needsPublisher = hasCopies() || spec.replication().fireAndForget();
        if (route.fanOut().isPresent() && needsPublisher) {
            throw new ScenarioException(
                    "requests",
                    "a publication of several messages needs a topic without replicas and with "
                            + "acknowledgements: remove 'times', or 'copies' and 'acks: 0' of {}",
                    context.name());
        }
        TierEdges connections = context.client(caller, route)
                .edges(hosts(), machine -> appends.get(hosts().indexOf(machine)).of(route.fanOut()));
        if (needsPublisher) {
            return new Publisher(this, caller, connections.array());
        }
        UnbalancedClient outbound = new UnbalancedClient(caller, connections, context.random("node"));
        return (request, reply) -> outbound.call(request.withOperation(Operation.WRITE), reply);
    }

    @Override
    public Subscription subscribe(Host consumer, ConsumerSettings settings, Inbox inbox) {
        ConsumerGroup group = groups.named(settings.group());
        GroupMember member = new GroupMember(this, group, consumer, settings, inbox, group.size());
        group.admit(member);
        if (started) {
            member.begin();
        }
        return member;
    }
}
