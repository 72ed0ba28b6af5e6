package dev.brownout.component.server;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Shorthand;

/** Parameters of persistent connections from users to the hosts of a server tier. */
@Doc("Persistent connections of users: the limit per node, and the work of a push over one connection.")
@Shorthand
public record ConnectionsSpec(
        @Doc("Maximum number of connections per node, including those being opened. A request for "
                + "another connection is refused.")
        @AtLeast(1)
        @AtMost(10_000_000)
        @DefaultSource("nginx: worker_connections, default 512 per worker process, 768 in Debian's package")
        int most,

        @Doc("CPU time on a core per message and user.") @Default("0.05ms") @DefaultSource("our assumption")
        Distribution push) {}
