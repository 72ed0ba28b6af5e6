package dev.brownout.component.server;

import dev.brownout.measure.Counter;
import dev.brownout.node.Host;
import dev.brownout.result.VariantResult.Happening;
import dev.brownout.service.Request;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Affinity;
import dev.brownout.wiring.Given;
import dev.brownout.wiring.Visitors;
import dev.brownout.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Sessions in the memory of the machines of a tier: where each user's is, whether it is still there, and what is lost.
 */
final class Sessions implements Affinity {
    @Given("sessions")
    record Measures(
            @Doc("Sessions that were in the memory of machines whose process ended, and nowhere else.")
            @Shown(
                    value = Shown.As.DAMAGE,
                    in = {})
            @Titled("Sessions lost with machines of {}")
            Counter sessions_lost,

            @Doc("Logins of users whose session was lost, had expired, or was on another machine than they came to.")
            @Titled("Logins again at {}")
            Counter relogins) {}

    private static final int NOWHERE = -1;

    private final Wiring wiring;
    private final List<Host> hosts;
    private final Measures measures;
    private final Visitors visitors;
    private final boolean copied;
    private final boolean sticky;
    /** The machine that each user's cookie names. */
    private final int[] cookie;
    /** The machine in whose memory each user's session is, and the one that has a copy. */
    private final int[] holder;

    private final int[] copy;
    /** Where sessions expire, the number of each user's: he is that modulo the number of users. */
    private final long[] number;

    private final List<SessionsOfMachine> kept = new ArrayList<>();
    /** On each machine, those of users who have a new one elsewhere. */
    private final long[] abandoned;

    /**
     * Everybody is logged in, spread evenly over the machines in service of the users' own region.
     *
     * @param users in each region
     * @param memories of the machines; none where there is enough of it
     */
    Sessions(Wiring wiring, List<Host> hosts, int users, SessionSpec spec, Map<Host, MachineMemory> memories) {
        this.wiring = wiring;
        this.hosts = hosts;
        this.copied = spec instanceof SessionSpec.ReplicatedMemory;
        this.sticky = spec.sticky();
        this.measures = wiring.measures(Measures.class);
        this.visitors = new Visitors(wiring.draws("sessions.user"), users);
        int regions = Math.max(1, wiring.regions().size());
        this.cookie = new int[Math.multiplyExact(regions, users)];
        this.copy = new int[cookie.length];
        for (int region = 0; region < regions; region++) {
            List<Integer> near =
                    near(wiring.regions().isEmpty() ? "" : wiring.regions().get(region));
            for (int user = 0; user < users; user++) {
                cookie[region * users + user] = near.get(user % near.size());
            }
        }
        this.holder = cookie.clone();
        Arrays.fill(copy, NOWHERE);
        for (int i = 0; copied && i < copy.length; i++) {
            copy[i] = after(holder[i]);
        }
        this.number = new long[spec.expires().isPresent() ? cookie.length : 0];
        this.abandoned = new long[hosts.size()];
        for (int i = 0; spec.inMemory() && i < hosts.size(); i++) {
            hosts.get(i).attach(new Memory(i));
            keepAt(i, spec.expires().map(Duration::toNanos).orElse(0L), memories.get(hosts.get(i)));
        }
        if (spec.inMemory()) {
            beginAll();
        }
    }

    /** Each machine counts its sessions at once: there may be millions, and a scenario is built several times. */
    private void beginAll() {
        long[] sessions = new long[hosts.size()];
        for (int user = 0; user < cookie.length; user++) {
            if (number.length > 0) {
                number[user] = user;
                kept.get(holder[user]).ask(user);
            }
            sessions[holder[user]]++;
            if (copy[user] != NOWHERE) {
                sessions[copy[user]]++;
            }
        }
        for (int machine = 0; machine < sessions.length; machine++) {
            kept.get(machine).hold(sessions[machine]);
        }
    }

    private void keepAt(int machine, long expiryNanos, MachineMemory memory) {
        SessionsOfMachine its = new SessionsOfMachine(
                wiring.simulation(), hosts.get(machine), expiryNanos, memory, session -> expired(machine, session));
        kept.add(its);
        if (expiryNanos > 0) {
            wiring.grows("sessions", 120, its::expiring);
        }
        if (expiryNanos == 0 && memory == null) {
            return;
        }
        wiring.identity(
                "/" + hosts.get(machine).node() + ": sessions kept = of users and their copies + left behind",
                its::kept,
                () -> asked(machine) + abandoned[machine]);
        if (memory != null) {
            memory.audit(() -> memory.bytesOfSessions(asked(machine) + abandoned[machine]));
        }
    }

    /** How many sessions of users, and copies of them, are on a machine: counted anew. */
    private long asked(int machine) {
        long asked = 0;
        for (int user = 0; user < holder.length; user++) {
            asked += (holder[user] == machine ? 1 : 0) + (copy[user] == machine ? 1 : 0);
        }
        return asked;
    }

    private long numberOf(int user) {
        return number.length == 0 ? user : number[user];
    }

    /** Nobody has asked for a session for long: if it was not left behind, its user has to log in. */
    private void expired(int machine, long session) {
        int user = (int) (session % holder.length);
        if (number[user] != session) {
            abandoned[machine]--;
            return;
        }
        holder[user] = NOWHERE;
        endCopy(user);
    }

    private void endCopy(int user) {
        if (copy[user] != NOWHERE) {
            kept.get(copy[user]).endCopy();
            copy[user] = NOWHERE;
        }
    }

    private List<Integer> near(String region) {
        List<Integer> there = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            if (hosts.get(i).membership().inService()) {
                all.add(i);
                if (hosts.get(i).site().region().equals(region)) {
                    there.add(i);
                }
            }
        }
        return there.isEmpty() ? all : there;
    }

    /** The next machine in service after one; nowhere if there is no other. */
    private int after(int machine) {
        for (int i = 1; i < hosts.size(); i++) {
            int next = (machine + i) % hosts.size();
            if (hosts.get(next).membership().inService() && hosts.get(next).up()) {
                return next;
            }
        }
        return NOWHERE;
    }

    /** The number of the user that a request is of. */
    int user(Request request) {
        return visitors.of(request);
    }

    @Override
    public Host home(Request request) {
        return hosts.get(cookie[user(request)]);
    }

    /** Whether the user has to log in who has come to a machine. */
    boolean gone(Request request, int machine) {
        int at = holder[user(request)];
        return at != machine && (at == NOWHERE || !copied);
    }

    /** The user's session is on a machine from now on, perhaps because he has just logged in there. */
    void keep(Request request, int machine) {
        if (gone(request, machine)) {
            measures.relogins().add(wiring.simulation().now());
        }
        int user = user(request);
        cookie[user] = machine;
        if (holder[user] == machine) {
            kept.get(machine).ask(numberOf(user));
        } else {
            move(user, machine);
        }
        if (copied && copy[user] == NOWHERE) {
            copy[user] = after(machine);
            if (copy[user] != NOWHERE) {
                kept.get(copy[user]).copy();
            }
        }
    }

    /** A new session takes the place of the old one, which stays where it was unless its machine knows of that. */
    private void move(int user, int machine) {
        if (copied && holder[user] != NOWHERE) {
            kept.get(holder[user]).end(numberOf(user));
            endCopy(user);
        } else if (holder[user] != NOWHERE) {
            abandoned[holder[user]]++;
        }
        holder[user] = machine;
        if (number.length > 0) {
            number[user] += holder.length;
        }
        kept.get(machine).begin(numberOf(user));
    }

    /** The sessions in the memory of one machine. */
    private final class Memory implements Host.Resident {
        private final int machine;

        Memory(int machine) {
            this.machine = machine;
        }

        @Override
        public void died() {
            long lost = 0;
            for (int user = 0; user < holder.length; user++) {
                if (copy[user] == machine) {
                    copy[user] = NOWHERE;
                }
                if (holder[user] == machine) {
                    holder[user] = copy[user];
                    copy[user] = NOWHERE;
                    lost += holder[user] == NOWHERE ? 1 : 0;
                    if (holder[user] != NOWHERE) {
                        kept.get(holder[user]).ask(numberOf(user));
                    }
                }
            }
            abandoned[machine] = 0;
            kept.get(machine).died();
            if (lost > 0) {
                measures.sessions_lost().add(wiring.simulation().now(), lost);
                Host host = hosts.get(machine);
                wiring.note(
                        "sessions-lost",
                        host.node(),
                        lost + " sessions were in the memory of " + host.component() + "/" + host.node()
                                + " alone and are lost",
                        Happening.facts("sessions", lost));
            }
        }

        /** A machine that drains goes on for those who are led to their sessions on it, until its grace ends. */
        @Override
        public boolean working() {
            if (!sticky) {
                return false;
            }
            for (int at : holder) {
                if (at == machine) {
                    return true;
                }
            }
            return false;
        }
    }
}
