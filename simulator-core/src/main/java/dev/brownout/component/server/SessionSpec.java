package dev.brownout.component.server;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Reference;
import java.time.Duration;
import java.util.Optional;

/**
 * Location of user sessions. A session belongs to a user; the user of a request is drawn from the population by the
 * request's number. Every user is logged in when the run starts.
 */
public sealed interface SessionSpec
        permits SessionSpec.Memory,
                SessionSpec.StickyMemory,
                SessionSpec.ReplicatedMemory,
                SessionSpec.SharedStore,
                SessionSpec.ClientToken {
    /** Returns the number of users per region; 0 if clients keep their sessions themselves. */
    default int users() {
        return 0;
    }

    /** Returns the time after which an unused in-memory session expires; empty for never. */
    default Optional<Duration> expires() {
        return Optional.empty();
    }

    /** Returns whether sessions are lost when hosts crash. */
    default boolean inMemory() {
        return this instanceof Memory || sticky();
    }

    /** Returns whether cookies name hosts, to which balancers route the users. */
    default boolean sticky() {
        return this instanceof StickyMemory || this instanceof ReplicatedMemory;
    }

    /** Sessions in the memory of one host each, unknown to other hosts. */
    @Kind("memory")
    @Doc("In the memory of one node, without stickiness. At any other node the user has to log in again; the new "
            + "session replaces the old one in the user's cookie. The old session stays in the memory of its node "
            + "until it expires or the process ends.")
    record Memory(
            @Doc("Users in each region.") @Default("10k") @AtLeast(1) @AtMost(10_000_000)
            int users,

            @Doc("CPU time of a login on a core.") @Default("100ms") @DefaultSource("our assumption: a password hash")
            Distribution login,

            @Doc("Idle time after which a session expires; default: never, sessions last until the process ends.")
            @NoneKeyword("none")
            @AtLeast(1)
            @DefaultSource("Apache Tomcat, conf/web.xml: session-timeout 30 minutes")
            Optional<Duration> expires)
            implements SessionSpec {}

    /** Sessions in the memory of one host each, to which cookies route the users. */
    @Kind("sticky-memory")
    @Doc("In the memory of one node. Load balancers send a user to the node that the user's cookie "
            + "names. When its process ends, its sessions are lost and the users log in again.")
    record StickyMemory(
            @Doc("Users in each region.") @Default("10k") @AtLeast(1) @AtMost(10_000_000)
            int users,

            @Doc("CPU time of a login on a core.") @Default("100ms") @DefaultSource("our assumption: a password hash")
            Distribution login,

            @Doc("Idle time after which a session expires; default: never, sessions last until the process ends.")
            @NoneKeyword("none")
            @AtLeast(1)
            @DefaultSource("Apache Tomcat, conf/web.xml: session-timeout 30 minutes")
            Optional<Duration> expires)
            implements SessionSpec {}

    /** Sessions in the memory of two hosts each. */
    @Kind("replicated-memory")
    @Doc("In the memory of two nodes: the one that the user's cookie names, and the next one in "
            + "service. A session is lost when both end.")
    record ReplicatedMemory(
            @Doc("Users in each region.") @Default("10k") @AtLeast(1) @AtMost(10_000_000)
            int users,

            @Doc("CPU time of a login on a core.") @Default("100ms") @DefaultSource("our assumption: a password hash")
            Distribution login,

            @Doc("CPU time of sending the copy, per request.") @Default("0.1ms") @DefaultSource("our assumption")
            Distribution copy,

            @Doc("Idle time after which a session expires; default: never, sessions last until the process ends.")
            @NoneKeyword("none")
            @AtLeast(1)
            @DefaultSource("Apache Tomcat, conf/web.xml: session-timeout 30 minutes")
            Optional<Duration> expires)
            implements SessionSpec {}

    /** Sessions in a separate store. */
    @Kind("shared-store")
    @Doc("In a store that all nodes read at each request. No session is lost when a node ends, but requests fail "
            + "while the store is down. A store with nodes that are not durable loses a session with the last node "
            + "that has it; sessions_lost counts it, and it is not written again. The entries of a cache are "
            + "copies of the data of its source.")
    record SharedStore(
            @Doc("Cache, database or key-value store that holds the sessions.") @Reference
            String store,

            @Doc("Users in each region, which is also the number of session keys per region in the store.")
            @Default("10k")
            @AtLeast(1)
            @AtMost(10_000_000)
            int users)
            implements SessionSpec {}

    /** Sessions in a token that the client holds. */
    @Kind("client-token")
    @Doc("In a signed token that the client sends with each request. No state is stored and none can "
            + "be lost; each request verifies the signature.")
    record ClientToken(
            @Doc("CPU time of verifying the signature, per request.") @Default("0.1ms") @DefaultSource("our assumption")
            Distribution verify)
            implements SessionSpec {}
}
