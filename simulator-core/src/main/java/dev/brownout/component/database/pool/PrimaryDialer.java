package dev.brownout.component.database.pool;

import dev.brownout.host.ConnectionDialer;
import dev.brownout.host.Host;
import dev.brownout.network.Probe;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Attempts of one calling host to reach the current primary of a database. */
final class PrimaryDialer implements ConnectionDialer {
    /** Timeout of a check of a connection. HikariCP: validationTimeout 5 s. */
    private static final Duration VALIDATION = Duration.ofSeconds(5);

    private final ComponentContext context;
    private final Host caller;
    private final Supplier<List<Host>> primaries;
    private final Duration loginTimeout;
    private final Map<Host, Probe> logins = new LinkedHashMap<>();
    private final Map<Host, Probe> validations = new LinkedHashMap<>();

    /**
     * Creates the attempts of a host.
     *
     * @param primaries the current primaries, of which the first is reached
     * @param loginTimeout timeout of opening a connection. HikariCP: the connectionTimeout
     */
    PrimaryDialer(ComponentContext context, Host caller, Supplier<List<Host>> primaries, Duration loginTimeout) {
        this.context = context;
        this.caller = caller;
        this.primaries = primaries;
        this.loginTimeout = loginTimeout;
    }

    @Override
    public void open(Consumer<Boolean> result) {
        probe(logins, loginTimeout, result);
    }

    @Override
    public void check(Consumer<Boolean> result) {
        probe(validations, VALIDATION, result);
    }

    private void probe(Map<Host, Probe> probes, Duration timeout, Consumer<Boolean> result) {
        Host primary = primaries.get().get(0);
        probes.computeIfAbsent(
                        primary,
                        target -> new Probe(
                                context.simulation(),
                                context.network(),
                                caller,
                                target,
                                Probe.Depth.HTTP,
                                Math.max(1, timeout.toNanos())))
                .run(result::accept);
    }
}
