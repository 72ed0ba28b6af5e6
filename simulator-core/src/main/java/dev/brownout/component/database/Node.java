package dev.brownout.component.database;

import dev.brownout.measure.Occupancy;
import dev.brownout.measure.Sampled;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.node.Capacity;
import dev.brownout.node.Cores;
import dev.brownout.node.FifoCores;
import dev.brownout.node.Host;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.wiring.Wiring;

/** A machine of a database: what it has received and applied of the log, and the work that it does. */
final class Node implements Service, Host.Resident {
    record NodeMeasures(
            @Doc("Busy cores over the cores of the nodes that are up, time-weighted.") @Shown(Shown.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Busy cores over the cores of all nodes in service or draining, dead ones too, time-weighted.")
            Occupancy provisioned_utilization,

            @Doc("Requests waiting for a core, those in service not counted.") @Shown(Shown.As.LINE)
            TimeWeighted queue,

            @Doc("Age of the oldest committed write that a replica has not received.") @Shown(in = Shown.In.NODE_CHART)
            Sampled backlog,

            @Doc("Age of the oldest committed write that a replica has not applied.")
            Sampled lag) {}

    /** What a node is for the others. */
    enum Role {
        /** It takes the writes. */
        PRIMARY,
        /** It follows the log. */
        REPLICA,
        /** It was primary, is alive, and has not heard of its successor. */
        LATE,
        /** A new machine that has no data yet. */
        COPYING
    }

    final ReplicaGroup group;
    final int number;
    final Host host;
    final Cores cores;
    final Applier applier;
    final Duty duty;
    Role role = Role.REPLICA;
    /** Whether the checks find it well. */
    boolean answers = true;

    /** The role that the world was told last. */
    String announced = "";
    /** Reads on their way to it, in it or on their way back; counted only where that matters. */
    int reading;

    private long received;
    private int incarnation;

    Node(ReplicaGroup group, int number, Host host, Wiring wiring, DatabaseSpec spec) {
        this.group = group;
        this.number = number;
        this.host = host;
        NodeMeasures measures = wiring.measures(NodeMeasures.class, host);
        measures.provisioned_utilization().sameUseAs(measures.utilization());
        Capacity.whileProvisioned(wiring.simulation(), host, measures.provisioned_utilization(), spec.cores());
        int places = spec.queue().orElse(Integer.MAX_VALUE);
        cores = new FifoCores(
                wiring.simulation(), host, spec.cores(), places, measures.utilization(), measures.queue());
        duty = new Duty(this, wiring, measures.utilization());
        applier = new Applier(this, wiring.simulation(), spec.replication());
        measures.backlog().from(() -> role == Role.PRIMARY ? -1 : group.log.ageNanos(now(), received));
        measures.lag().from(() -> role == Role.PRIMARY ? -1 : lagNanos());
        host.house(this);
    }

    /** It does something else from now on. */
    void become(Role next) {
        role = next;
        duty.look();
    }

    long now() {
        return group.simulation.now();
    }

    String name() {
        return host.node();
    }

    /** Whether its process has run on since it was last seen up, perhaps without a network. */
    boolean running() {
        return host.incarnation() == incarnation;
    }

    /** Whether it applies what it receives, perhaps without a network. */
    boolean follows() {
        return role == Role.REPLICA && running() && !host.frozen();
    }

    /** Position up to which it has the log. */
    long received() {
        return role == Role.PRIMARY ? group.log.end() : received;
    }

    /** Position up to which it shows the writes to readers. */
    long applied() {
        return role == Role.PRIMARY ? group.log.end() : applier.applied();
    }

    /** How far it is behind the primary; 0 where it has applied all. */
    long lagNanos() {
        return group.log.ageNanos(now(), applied());
    }

    /** Part of the log has arrived. */
    void receive(long upTo) {
        if (upTo > received) {
            received = upTo;
            applier.release();
        }
    }

    /** Has this much of the log, received and applied, and nothing beyond. */
    void stand(long position) {
        received = position;
        applier.stand(position);
    }

    /** Gives up what is no longer in the log. */
    void rewind(long end) {
        if (received > end) {
            received = end;
        }
        if (applier.released() > end) {
            applier.stand(Math.min(end, applier.applied()));
            applier.release();
        }
    }

    @Override
    public void call(Request request, Reply reply) {
        if (request.operation() == Operation.WRITE) {
            group.commits.arrive(this, request, reply);
            return;
        }
        long work = group.readWork.sampleNanos(group.readDraws.at(request.identity()));
        if (!cores.offer(new ReadTask(this, request, reply, host.arrival().sentAt(now())), work)) {
            reply.accept(Outcome.REJECTED, group.number);
        }
    }

    @Override
    public void died() {
        applier.died();
        group.died(this);
    }

    @Override
    public void stateChanged() {
        if (host.up()) {
            incarnation = host.incarnation();
        }
        group.stateChanged(this);
    }

    @Override
    public void restarted() {
        applier.release();
    }

    @Override
    public void thawed() {
        applier.release();
    }
}
