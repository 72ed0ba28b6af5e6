package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.PublicationFanOut;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Push messages to users with persistent connections to a tier: the sender calls, for each user of a message, the host
 * that holds the connection, which processes and sends the message.
 */
final class PushSender {
    @RequiresParameter("connections")
    record PushRecord(
            @Doc("Messages that a node sent over connections, one per user.") @ChartTitle("Messages pushed by {}")
            Counter pushesDelivered) {}

    @RequiresParameter("connections")
    record Measures(
            @Doc("Pushed messages that did not reach a user: the user had no connection or lost it "
                    + "before delivery, or the node did not respond in time.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Undelivered pushes of {}")
            @Loss("missed pushes")
            Counter pushesMissed,

            @Doc("Share of the pushed messages that did not reach a user, by the time of that outcome.")
            @ChartTitle("Share of undelivered pushes of {}")
            Ratio pushMissShare,

            @Doc("Time from a push until the node sends it to a user.") @ChartTitle("Push delivery time of {}")
            LatencyHistogram pushTime) {}

    /** Distinguishes the calls of a push from other calls of the same request. */
    private static final long PUSHED = -3;

    private final ComponentContext context;
    private final Simulation simulation;
    private final PersistentConnections connections;
    private final Measures measures;
    private final KeyedRandom members;
    private final Map<Host, PushRecord> sent = new LinkedHashMap<>();
    private long addressed;
    private long delivered;
    private long missed;
    private long underWay;

    PushSender(ComponentContext context, PersistentConnections connections, List<Host> hosts) {
        this.context = context;
        this.simulation = context.simulation();
        this.connections = connections;
        this.measures = context.metrics().instruments(Measures.class);
        this.members = context.random("push.members");
        hosts.forEach(host -> sent.put(host, context.metrics().instruments(PushRecord.class, host)));
        AuditRegistry audit = context.audit();
        audit.identity(
                ": messages x users = delivered + missed + in flight",
                () -> addressed,
                () -> delivered + missed + underWay);
    }

    /**
     * Returns the calling side.
     *
     * @param edges edges to every host
     * @param many number of users per message; one if empty
     */
    Service from(Host caller, Map<Host, Edge> edges, Optional<PublicationFanOut> many) {
        return (request, reply) -> {
            List<PersistentConnections.Line> users = connections.users();
            int target = Math.min(
                    users.size(),
                    many.map(messages -> messages.messages(request)).orElse(1));
            Room reservation = new Room(reply, target);
            int number = 0;
            for (int user : chosen(request, target, users.size())) {
                PersistentConnections.Line line = users.get(user);
                addressed++;
                if (line.isOpen()) {
                    Delivery delivery = new Delivery(line, reservation);
                    edges.get(line.host()).sendEstablished(caller, message(request, number++, delivery), delivery);
                } else {
                    passedBy();
                    reservation.leave();
                }
            }
            if (target == 0) {
                reply.accept(Outcome.OK, 0);
            }
        };
    }

    /** Returns the request to the host of a user's connection. */
    private static Request message(Request request, int number, Delivery delivery) {
        return request.forLogicalRequest(PUSHED, number, delivery).withOperation(Request.Operation.WRITE);
    }

    /**
     * Returns a random sample of {@code some} of {@code all} without repetition: R. W. Floyd's algorithm (Bentley and
     * Floyd, CACM 30, 1987).
     */
    private Set<Integer> chosen(Request request, int some, int all) {
        KeyedRandom random = members.withIdentity(request.identity());
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int last = all - some; last < all; last++) {
            int one = random.nextInt(last + 1);
            if (!chosen.add(one)) {
                chosen.add(last);
            }
        }
        return chosen;
    }

    /** Returns the service of a host: the work for a message, then its transmission. */
    Service on(Host host, Service work) {
        Counter counted = sent.get(host).pushesDelivered();
        return (request, reply) -> work.call(request, (outcome, detail) -> {
            if (outcome.good() && request.logical() instanceof Delivery delivery) {
                delivery.sent(request, counted);
            }
            reply.accept(outcome, detail);
        });
    }

    private void passedBy() {
        missed++;
        measures.pushesMissed().add(simulation.now());
        measures.pushMissShare().add(simulation.now(), 1, 1);
    }

    /** The users that one message is sent to. */
    private static final class Room {
        private final Reply reply;
        private int waiting;

        Room(Reply reply, int users) {
            this.reply = reply;
            this.waiting = users;
        }

        void leave() {
            if (--waiting == 0) {
                reply.accept(Outcome.OK, 0);
            }
        }
    }

    /** Delivery of one message to one user. */
    private final class Delivery extends LogicalRequest implements Reply {
        private final PersistentConnections.Line line;
        private final Room capacity;
        private final int epoch;
        private final long startNanos = simulation.now();
        private boolean isComplete;

        Delivery(PersistentConnections.Line line, Room reservation) {
            this.line = line;
            this.capacity = reservation;
            this.epoch = line.epoch();
            underWay++;
        }

        /** Transmits the message if the connection is still the same. */
        void sent(Request message, Counter counted) {
            if (isComplete) {
                return;
            }
            if (!line.isOpen() || line.epoch() != epoch) {
                complete();
                return;
            }
            isComplete = true;
            underWay--;
            delivered++;
            counted.add(simulation.now());
            context.deliveries().toUser(message);
            measures.pushMissShare().add(simulation.now(), 0, 1);
            measures.pushTime().record(simulation.now(), simulation.now() - startNanos);
        }

        private void complete() {
            if (!isComplete) {
                isComplete = true;
                underWay--;
                passedBy();
            }
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            complete();
            capacity.leave();
        }
    }
}
