package dev.brownout.component.database.pool;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import java.util.Optional;

/** Settings of the connection pools of the machines that call a database. */
@Doc("Connection pool of each node that calls the database.")
public record PoolSpec(
        @ParameterGroup CallerPool callers,

        @Doc("Maximum number of open connections of all nodes together. Requests that would open another one are "
                + "rejected.")
        @Default("100")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @DefaultSource("PostgreSQL: max_connections; beyond it, the error too many clients already")
        Optional<Integer> maxConnections,

        @Doc("Behaviour of the pool while the database accepts no connection; default: fail.")
        @DefaultSource("our assumption; HikariCP waits")
        Optional<ConnectFailure> connectFailure) {

    /** Rejects a pool that can never be filled, with an IllegalArgumentException. */
    public PoolSpec {
        if (maxConnections.isPresent() && maxConnections.get() < callers.size()) {
            throw new InvalidValueException(
                    "the pool size of a node must not exceed max_connections, {}: more connections could never "
                            + "be opened",
                    maxConnections.get());
        }
    }
}
