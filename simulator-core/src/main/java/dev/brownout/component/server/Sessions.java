package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.component.StoreComponent;
import dev.brownout.spi.component.Tier.Affinity;
import dev.brownout.spi.component.UserAssignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** User sessions in the memory of a tier's hosts: their locations, expiry and losses. */
final class Sessions implements Affinity {
    @RequiresParameter("sessions")
    record Measures(
            @Doc("Sessions lost because the processes of all nodes with them ended, or because a store with "
                    + "nodes that are not durable lost them. Expired sessions do not count; a session in a store "
                    + "counts once.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Lost sessions of {}")
            @Loss("lost sessions")
            Counter sessionsLost,

            @Doc("Repeated logins: the user's session in memory was lost, had expired, or was on "
                    + "another node than the one reached.")
            @ChartTitle("Repeated logins at {}")
            Counter relogins) {}

    private static final int NO_HOST = -1;

    private final ComponentContext context;
    private final List<Host> hosts;
    private final Measures measures;
    private final UserAssignment visitors;
    private final boolean copied;
    private final boolean sticky;
    private final int users;
    /** Host named by each user's cookie. */
    private final PerUserInts cookie;
    /** Host that holds each user's session, and the host of its copy. */
    private final PerUserInts hostOfUser;

    private final PerUserInts copy;
    /** With expiry: number of previous sessions of each user. */
    private final PerUserInts before;

    private final boolean expire;

    private final List<SessionsOfMachine> kept = new ArrayList<>();
    /** Abandoned sessions by host, of users with a newer one elsewhere. */
    private final long[] abandoned;
    /** Copies of other hosts' sessions, by host. */
    private final long[] copies;
    /** Logins of users without a session, after the start. */
    private long started;

    private long expired;

    /**
     * Creates a session for every user, spread evenly over the hosts in service of the user's own region.
     *
     * @param users users per region
     * @param memories memory of the hosts; empty without a limit
     */
    Sessions(
            ComponentContext context,
            List<Host> hosts,
            int users,
            SessionSpec spec,
            Map<Host, MachineMemory> memories) {
        this.context = context;
        this.hosts = hosts;
        this.copied = spec instanceof SessionSpec.ReplicatedMemory;
        this.sticky = spec.sticky();
        this.measures = context.metrics().instruments(Measures.class);
        this.visitors = new UserAssignment(
                context.random("sessions.user"), users, context.workload().classNumbers());
        InitialLogins first = InitialLogins.of(context, hosts, users);
        this.users = first.users();
        this.cookie = new PerUserInts(this.users, first::machineOf);
        this.hostOfUser = new PerUserInts(this.users, first::machineOf);
        int[] next = IntStream.range(0, copied ? hosts.size() : 0)
                .map(this::nextHost)
                .toArray();
        this.copy = new PerUserInts(this.users, user -> copied ? next[first.machineOf(user)] : NO_HOST);
        this.before = new PerUserInts(this.users, user -> 0);
        this.expire = spec.expires().isPresent();
        this.abandoned = new long[hosts.size()];
        this.copies = new long[hosts.size()];
        for (int i = 0; spec.inMemory() && i < hosts.size(); i++) {
            hosts.get(i).attach(new Memory(i));
            keepAt(i, spec.expires().map(Duration::toNanos).orElse(0L), memories.get(hosts.get(i)));
        }
        if (spec.inMemory()) {
            beginAll(first.byMachine(), next);
            audit();
        }
    }

    private void audit() {
        AuditRegistry audit = context.audit();
        audit.identity(
                ": sessions started = expired + lost + existing",
                () -> users + started,
                () -> expired + sessionsLost() + count(machine -> machine != NO_HOST));
    }

    private long sessionsLost() {
        return measures.sessionsLost()
                .total(context.grid().span(0, context.grid().end()));
    }

    /** Keeps the sessions in a store, which loses them if it is not durable. */
    void keptBy(String name, StoreComponent store) {
        Optional<LongSupplier> lostShare = store.keepSessions(ServerCalls.sessionKeys(users), lost -> {
            measures.sessionsLost().add(context.simulation().now(), lost);
            if (lost > 0) {
                note("", lost, Sentence.of("{} sessions lost: {} had the only copy", lost, name));
            }
        });
        lostShare.ifPresent(missing -> context.audit()
                .identity(": sessions lost = sessions missing in the store", this::sessionsLost, missing));
    }

    private void note(String node, long lost, Sentence text) {
        context.timeline().note("sessions-lost", node, text, TimelineEvent.facts("sessions", lost));
    }

    /** Starts the sessions in order of their first users, as they expire at the same instant. */
    private void beginAll(List<List<InitialSessions>> sessions, int[] next) {
        for (int machine = 0; machine < next.length; machine++) {
            if (next[machine] != NO_HOST) {
                copies[next[machine]] += InitialSessions.remainingCount(sessions.get(machine));
            }
        }
        IntStream.range(0, hosts.size())
                .boxed()
                .sorted(Comparator.comparingInt(machine -> InitialSessions.lowest(sessions.get(machine))))
                .forEach(machine -> kept.get(machine).beginFirst(sessions.get(machine), copies[machine]));
    }

    private void keepAt(int machine, long expiryNanos, MachineMemory memory) {
        SessionsOfMachine its = new SessionsOfMachine(
                context.simulation(), hosts.get(machine), expiryNanos, memory, session -> onExpired(machine, session));
        kept.add(its);
        if (expiryNanos > 0) {
            context.audit().reportMemoryUse("sessions", 120, its::remembered);
        }
        if (expiryNanos == 0 && memory == null) {
            return;
        }
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + hosts.get(machine).node() + ": sessions in memory = current sessions and copies + abandoned",
                its::retainedCount,
                () -> countOn(machine) + abandoned[machine]);
        if (memory != null) {
            memory.audit(() -> memory.bytesOfSessions(countOn(machine) + abandoned[machine]));
        }
    }

    /** Counts sessions and copies on a host by iterating over the users. */
    private long countOn(int machine) {
        long requests = count(holding -> holding == machine);
        for (int user = 0; copied && user < users; user++) {
            requests += copy.of(user) == machine ? 1 : 0;
        }
        return requests;
    }

    private long count(IntPredicate filter) {
        long present = 0;
        for (int user = 0; user < users; user++) {
            present += filter.test(hostOfUser.of(user)) ? 1 : 0;
        }
        return present;
    }

    /** Returns a session number; modulo the number of users it is the user. */
    private long numberOf(int user) {
        return expire ? user + (long) before.of(user) * users : user;
    }

    /** Handles an expired session: unless it was abandoned, its user must log in again. */
    private void onExpired(int machine, long session) {
        int user = (int) (session % users);
        if (numberOf(user) != session) {
            abandoned[machine]--;
            return;
        }
        hostOfUser.set(user, NO_HOST);
        expired++;
        endCopy(user);
        hosts.get(machine).workEnded();
    }

    /** Replaces a lost session by its copy; returns false if there is none. */
    private boolean survives(int user) {
        int index = copy.of(user);
        hostOfUser.set(user, index);
        if (index == NO_HOST) {
            return false;
        }
        copy.set(user, NO_HOST);
        copies[index]--;
        kept.get(index).recordUse(numberOf(user));
        return true;
    }

    private void endCopy(int user) {
        int index = copy.of(user);
        if (index != NO_HOST) {
            kept.get(index).endCopy();
            copy.set(user, NO_HOST);
            copies[index]--;
        }
    }

    /** Returns the next available host in service; NOWHERE if there is none. */
    private int nextHost(int machine) {
        for (int i = 1; i < hosts.size(); i++) {
            int next = (machine + i) % hosts.size();
            if (hosts.get(next).membership().inService() && hosts.get(next).isUp()) {
                return next;
            }
        }
        return NO_HOST;
    }

    /** Returns the number of the request's user. */
    int user(Request request) {
        return visitors.of(request);
    }

    @Override
    public Host home(Request request) {
        return hosts.get(cookie.of(user(request)));
    }

    /** Returns whether the user must log in on a host. */
    boolean needsLogin(Request request, int machine) {
        int index = hostOfUser.of(user(request));
        return index != machine && (index == NO_HOST || !copied);
    }

    /** Keeps the user's session on a host, perhaps after a login. */
    void assign(Request request, int machine) {
        if (needsLogin(request, machine)) {
            measures.relogins().add(context.simulation().now());
        }
        int user = user(request);
        cookie.set(user, machine);
        if (hostOfUser.of(user) == machine) {
            kept.get(machine).recordUse(numberOf(user));
        } else {
            move(user, machine);
        }
        if (copied && copy.of(user) == NO_HOST) {
            int next = nextHost(machine);
            if (next != NO_HOST) {
                copy.set(user, next);
                copies[next]++;
                kept.get(next).copy();
            }
        }
    }

    /** Moves a user to a new session; the old one stays as abandoned unless sessions are replicated. */
    private void move(int user, int machine) {
        int old = hostOfUser.of(user);
        if (copied && old != NO_HOST) {
            kept.get(old).end(numberOf(user));
            endCopy(user);
        } else if (old != NO_HOST) {
            abandoned[old]++;
        }
        if (old != NO_HOST) {
            hosts.get(old).workEnded();
        } else {
            started++;
        }
        hostOfUser.set(user, machine);
        if (expire) {
            before.set(user, before.of(user) + 1);
        }
        kept.get(machine).begin(numberOf(user));
    }

    /** The sessions in the memory of one host. */
    private final class Memory implements Host.Resident {
        private final int machine;

        Memory(int machine) {
            this.machine = machine;
        }

        @Override
        public void onCrash() {
            long lost = 0;
            for (int user = 0; user < users; user++) {
                if (copied && copy.of(user) == machine) {
                    copy.set(user, NO_HOST);
                }
                if (hostOfUser.of(user) == machine) {
                    lost += survives(user) ? 0 : 1;
                }
            }
            abandoned[machine] = 0;
            copies[machine] = 0;
            kept.get(machine).onDied();
            if (lost > 0) {
                measures.sessionsLost().add(context.simulation().now(), lost);
                Host host = hosts.get(machine);
                note(
                        host.node(),
                        lost,
                        Sentence.of(
                                "{} sessions lost: they were only in the memory of {}",
                                lost,
                                host.component() + "/" + host.node()));
            }
        }

        /** Keeps a draining host working for its sticky users until its grace period ends. */
        @Override
        public boolean isWorking() {
            return sticky && kept.get(machine).retainedCount() > abandoned[machine] + copies[machine];
        }

        @Override
        public boolean acceptsNewCalls() {
            return sticky;
        }
    }
}
