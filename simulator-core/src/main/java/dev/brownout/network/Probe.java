package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;

/**
 * Health check of one host by another. It passes whatever the load, fails immediately if the process is dead or about
 * to end, and fails after its timeout if the target is silent. A hung process still accepts connections, so only a
 * check of the application detects it; so does the lame duck state of a process before its shutdown. Checks are not
 * requests and are not metered.
 */
public final class Probe {
    /** Protocol level of a check. */
    public enum Depth {
        /** Checks that a connection is accepted. */
        TCP,
        /** Checks that the application responds. */
        HTTP
    }

    /** Callback for the result of a check. */
    @FunctionalInterface
    public interface Verdict {
        /** Receives whether a check passed, once for each check unless the checking host is not running. */
        void onResult(boolean passed);
    }

    private static final int ARRIVE = 0;
    private static final int PASS = 1;
    private static final int FAIL = 2;

    private final Simulation simulation;
    /** Links of the check; {@code null} for a check from outside the network, without delay. */
    private final Link outbound;

    private final Link inbound;
    private final Host from;
    private final Host target;
    private final Depth depth;
    private final long timeoutNanos;
    private final long key;
    private long sentChecks;

    /**
     * Creates a probe.
     *
     * @param network provides the links
     * @param from the host that checks
     * @param target the host that is checked
     * @param depth protocol level of the checks
     * @param timeoutNanos time after which a check without a response fails, in ns, more than 0
     */
    public Probe(Simulation simulation, Network network, Host from, Host target, Depth depth, long timeoutNanos) {
        this(simulation, network.link(from, target), network.link(target, from), from, target, depth, timeoutNanos);
    }

    private Probe(
            Simulation simulation,
            Link outbound,
            Link inbound,
            Host from,
            Host target,
            Depth depth,
            long timeoutNanos) {
        this.simulation = simulation;
        this.outbound = outbound;
        this.inbound = inbound;
        this.from = from;
        this.target = target;
        this.depth = depth;
        this.timeoutNanos = timeoutNanos;
        this.key = KeyedRandom.key(
                from.processes().number(),
                0,
                from.component() + "/" + from.node() + " " + target.component() + "/" + target.node());
    }

    /** Returns a probe of the application from outside the network. Its messages have no delay. */
    public static Probe external(Simulation simulation, Host from, Host target, long timeoutNanos) {
        return new Probe(simulation, null, null, from, target, Depth.HTTP, timeoutNanos);
    }

    /** Starts one check now. */
    public void run(Verdict verdict) {
        Check check = new Check(verdict);
        check.timer = simulation.scheduleAfter(timeoutNanos, check, FAIL);
        if (from.state() != Host.State.DARK) {
            check.send(outbound, ARRIVE);
        }
    }

    private final class Check extends Event {
        private final long number = sentChecks++;
        private final int incarnation = from.incarnation();
        private Verdict verdict;
        private long timer;

        Check(Verdict verdict) {
            this.verdict = verdict;
        }

        private void send(Link link, int step) {
            if (link == null) {
                fire(step);
                return;
            }
            ConstantDelayQueue delay = link.plainDelay();
            long delayNanos =
                    delay != null ? delay.nanos() : link.delayNanos(KeyedRandom.child(key, number, step, 0), 0);
            if (delayNanos != Link.LOST) {
                simulation.scheduleAfter(delayNanos, this, step);
            }
        }

        @Override
        public void fire(int step) {
            if (step == ARRIVE) {
                arrive();
            } else if (verdict != null && from.incarnation() == incarnation) {
                report(step);
            }
        }

        private void arrive() {
            switch (target.state()) {
                case UP -> {
                    boolean ready = depth == Depth.TCP || target.membership().isReady();
                    send(inbound, ready && target.isAccepting() ? PASS : FAIL);
                }
                case CRASHED -> send(inbound, FAIL);
                case PAUSED -> target.defer(this, ARRIVE);
                case HUNG -> {
                    if (depth == Depth.TCP) {
                        send(inbound, PASS);
                    }
                }
                default -> {}
            }
        }

        private void report(int step) {
            Host.State own = from.state();
            if (own == Host.State.PAUSED || own == Host.State.HUNG) {
                from.defer(this, step);
            } else if (own != Host.State.DARK || step == FAIL) {
                simulation.cancel(timer);
                Verdict waiter = verdict;
                verdict = null;
                waiter.onResult(step == PASS);
            }
        }
    }
}
