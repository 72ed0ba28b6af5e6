package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.DatabaseSession;
import java.util.function.Consumer;

/**
 * Opens the connections of a pool, one at a time, as long as requests wait for one. After a failure it tries again with
 * exponential backoff, as {@code HikariPool.PoolEntryCreator} of HikariCP does.
 */
final class ConnectionCreator {
    /** First pause after a failure, in ns: HikariCP 5 and 6, PoolEntryCreator. */
    private static final long FIRST_NANOS = 10_000_000;

    /** Maximum pause after a failure, in ns: HikariCP 5 and 6, PoolEntryCreator. */
    private static final long MOST_NANOS = 5_000_000_000L;

    /** Idle time after which a connection is checked, in ns: HikariCP, {@code aliveBypassWindowMs} 500. */
    private static final long UNCHECKED_NANOS = 500_000_000;

    private final ConnectionPool pool;
    private final Simulation simulation;
    private final Host host;
    private final ConnectionDialer dialer;
    private final Counter failures;
    private boolean creating;
    private boolean dialing;

    ConnectionCreator(
            ConnectionPool pool, Simulation simulation, Host host, ConnectionDialer dialer, Counter failures) {
        this.pool = pool;
        this.simulation = simulation;
        this.host = host;
        this.dialer = dialer;
        this.failures = failures;
    }

    /** Returns whether an idle connection is checked before its use. */
    boolean needsCheck(DatabaseSession connection) {
        return simulation.now() - connection.idleSince() > UNCHECKED_NANOS;
    }

    void check(Consumer<Boolean> result) {
        dialer.check(result);
    }

    /** Begins to open connections if requests wait for one and it has not begun. */
    void create() {
        if (!creating && pool.hasUnmetDemand()) {
            creating = true;
            attempt(FIRST_NANOS);
        }
    }

    private void attempt(long pauseNanos) {
        if (!pool.hasUnmetDemand()) {
            creating = false;
        } else if (pool.connections().reserve()) {
            dialing = true;
            dialer.open(opened -> {
                dialing = false;
                if (opened) {
                    creating = false;
                    pool.onOpened();
                    create();
                } else {
                    pool.connections().unreserve();
                    retry(pauseNanos);
                }
            });
        } else {
            retry(pauseNanos);
        }
    }

    private void retry(long pauseNanos) {
        failures.add(simulation.now());
        host.schedule(pauseNanos, () -> attempt(Math.min(MOST_NANOS, 2 * pauseNanos)));
    }

    /** Forgets an attempt in progress. Its result is not reported to a new process. */
    void onCrash() {
        if (dialing) {
            pool.connections().unreserve();
        }
        creating = false;
        dialing = false;
    }
}
