package dev.brownout.component.topic;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Span;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Link;
import dev.brownout.network.MachineRoutes;
import dev.brownout.network.Outbound;
import dev.brownout.node.Host;
import dev.brownout.random.Distribution;
import dev.brownout.random.Draws;
import dev.brownout.service.Batch;
import dev.brownout.service.Bundle;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.wiring.Backlog;
import dev.brownout.wiring.MessageSource;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A topic: the logs of its partitions, and the groups that read them. */
final class Topic implements MessageSource, Host.Resident {
    private final TopicSpec spec;
    private final Wiring wiring;
    private final Simulation simulation;
    private final Host host;
    private final TopicMeasures measures;
    private final TopicMeasures.Intake intake;
    private final Draws errors;
    private final Draws partitions;
    private final Draws phases;
    private final Delay poll;
    private final Delay patience;
    private final Placement placement;
    private final Appends appends;
    private final List<PartitionLog> logs = new ArrayList<>();
    private final boolean[] sweeping;
    private final ReadingGroups groups;
    private boolean started;
    private Batches batches;

    Topic(TopicSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
        this.simulation = wiring.simulation();
        this.measures = wiring.measures(TopicMeasures.class);
        this.intake = wiring.measures(TopicMeasures.Intake.class);
        this.errors = wiring.draws("errors");
        this.partitions = wiring.draws("partition");
        this.phases = wiring.draws("heartbeat");
        this.poll = simulation.delay(spec.poll().toNanos());
        this.patience = simulation.delay(spec.poll().plus(wiring.betweenTiers()).toNanos());
        this.placement = TopicSpec.placement(spec.partitions());
        this.sweeping = new boolean[spec.partitions()];
        if (wiring.sites().size() > 1) {
            throw new ScenarioException(
                    "components." + wiring.name(),
                    wiring.name() + " is a topic, which stands in one region: say in which, and where others are to"
                            + " have the messages too, publish to a topic of theirs as well");
        }
        this.host = wiring.host("1", wiring.sites().get(0));
        this.appends = new Appends(this, host, spec.send().sampler(), wiring.draws("send"));
        for (int i = 0; i < spec.partitions(); i++) {
            logs.add(new PartitionLog());
        }
        host.attach(this);
        this.groups = new ReadingGroups(
                this, wiring, measures, () -> intake.published().total(run()));
        measures.oldest_age().from(groups::oldestAgeNanos);
        wiring.grows(
                "messages",
                300,
                () -> logs.stream().mapToLong(PartitionLog::held).sum());
        wiring.grows("keys", 100, groups::keys);
        audit();
    }

    private Span run() {
        return wiring.grid().span(0, wiring.grid().end());
    }

    private void audit() {
        wiring.identity(
                ": published = the ends of all partitions",
                () -> intake.published().total(run()),
                () -> logs.stream().mapToLong(PartitionLog::end).sum());
    }

    String name() {
        return wiring.name();
    }

    Simulation simulation() {
        return simulation;
    }

    long now() {
        return simulation.now();
    }

    Link link(Host from, Host to) {
        return wiring.network().link(from, to);
    }

    /** Counts the messages that machines of a consumer are given. */
    CallCounts giving(Host consumer) {
        return wiring.giving(consumer.component());
    }

    void note(String what, String text) {
        wiring.note(what, "", text);
    }

    /** The machine that has the log of a partition. */
    Host leader(int partition) {
        return host;
    }

    /** The machine that coordinates the groups. */
    Host coordinator() {
        return host;
    }

    PartitionLog log(int partition) {
        return logs.get(partition);
    }

    Delay poll() {
        return poll;
    }

    Delay fetchPatience() {
        return patience;
    }

    TopicSpec spec() {
        return spec;
    }

    /** A moment within a period at which somebody begins to say that it is there, 0 to 1. */
    double phase(long identity) {
        return phases.at(identity).uniform();
    }

    /** Whether a machine fails to answer a question, as it fails calls. */
    boolean failsToAnswer(Host machine, long identity) {
        double share = machine.errorShare();
        return share > 0 && errors.at(identity).uniform() < share;
    }

    /** Stores the messages of a call: by their keys, and those that have none together in any partition. */
    void store(Request call) {
        if (!(call.logical() instanceof Batch)) {
            int partition = partitionOf(call);
            append(call, partition);
            hand(partition);
            return;
        }
        int any = anyPartition(call.origin());
        boolean[] touched = new boolean[logs.size()];
        for (Request message : Batch.of(call)) {
            int partition = message.key() == 0 ? any : partitionOf(message);
            append(message, partition);
            touched[partition] = true;
        }
        for (int partition = 0; partition < touched.length; partition++) {
            if (touched[partition]) {
                hand(partition);
            }
        }
    }

    /** Stores the messages of a publication, each where its own key belongs. */
    void store(Bundle bundle) {
        int[][] numbers = bundle.parts(logs.size(), this::partitionOf);
        for (int partition = 0; partition < numbers.length; partition++) {
            int many = numbers[partition].length;
            if (many > 0) {
                logs.get(partition).append(bundle, numbers[partition], now());
                intake.published().add(now(), many);
                groups.stored(partition, many);
                hand(partition);
            }
        }
    }

    private int anyPartition(long identity) {
        return partitions.at(identity).below(logs.size());
    }

    private int partitionOf(Request message) {
        return message.key() == 0 ? anyPartition(message.identity()) : placement.nodeOf(Hashing.hash(message.key()));
    }

    private void append(Request message, int partition) {
        PartitionLog log = logs.get(partition);
        log.append(new StoredMessage(message, log.end(), now()));
        intake.published().add(now());
        groups.stored(partition, 1);
    }

    /** Gives what is new in a partition to those who wait for it. */
    private void hand(int partition) {
        logs.get(partition).release().forEach(Fetch::answer);
        sweep(partition);
    }

    /** A group has finished more of a partition: what all have finished is kept for nobody. */
    void finished(int partition) {
        logs.get(partition).trim(groups.committed(partition));
    }

    private void sweep(int partition) {
        PartitionLog log = logs.get(partition);
        if (!sweeping[partition] && log.kept() > 0) {
            sweeping[partition] = true;
            long left = log.storedAt(log.first()) + spec.retention().toNanos() - now();
            simulation.after(Math.max(0, left), new Sweep(), partition);
        }
    }

    /** Removes messages of a partition that are too old. */
    private final class Sweep extends Event {
        @Override
        public void fire(int partition) {
            if (host.frozen()) {
                host.defer(this, partition);
                return;
            }
            sweeping[partition] = false;
            PartitionLog log = logs.get(partition);
            long kept = log.first();
            while (kept < log.end()
                    && now() - log.storedAt(kept) >= spec.retention().toNanos()) {
                kept++;
            }
            groups.expire(partition, kept);
            log.trim(kept);
            sweep(partition);
        }
    }

    @Override
    public void died() {
        logs.forEach(log -> log.release().forEach(Fetch::broken));
    }

    @Override
    public List<Host> hosts() {
        return Collections.singletonList(host);
    }

    @Override
    public void start() {
        started = true;
        groups.begin();
    }

    @Override
    public long depth() {
        return measures.lag().value();
    }

    @Override
    public long oldestAgeNanos() {
        return groups.oldestAgeNanos();
    }

    @Override
    public Backlog backlog(String group) {
        return groups.named(group);
    }

    @Override
    public boolean hasGroups() {
        return true;
    }

    @Override
    public Batches batches(int most) {
        batches = batches == null ? new Batches(wiring) : batches;
        return batches;
    }

    @Override
    public Optional<Distribution> poison() {
        return Optional.empty();
    }

    @Override
    public Service connect(Host caller, Route route) {
        if (!route.rest().isEmpty()) {
            throw new ScenarioException(
                    "components." + wiring.name(),
                    wiring.name() + " is a topic, behind which no way goes on; a server that consumes it goes on with "
                            + "its messages");
        }
        MachineRoutes ways = wiring.ways(caller, route, hosts(), machine -> appends.of(route.fanOut()));
        Outbound outbound = new Outbound(caller, ways, wiring.draws("node"));
        return (request, reply) -> outbound.call(request.as(Operation.WRITE), reply);
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
