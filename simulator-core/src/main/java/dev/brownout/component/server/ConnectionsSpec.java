package dev.brownout.component.server;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Shorthand;

/** Parameters of persistent connections from users to the hosts of a server tier. */
@Doc("Connections that users keep open: how many a machine holds, and what a push over one takes.")
@Shorthand
public record ConnectionsSpec(
        @Doc("Connections that a machine holds at most, those that are being opened included; a request that is to open"
                + " another one is refused.")
        @AtLeast(1)
        @AtMost(10_000_000)
        @DefaultSource("nginx: worker_connections, 512 for each worker process unless set, 768 in Debian's package")
        int most,

        @Doc("Work on a core for each message to each user.") @Default("0.05ms") @DefaultSource("no authority")
        Distribution push) {}
