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
    @Doc("In the memory of one machine each, while users come to any: who comes to another one has to log in there, "
            + "and his new session takes the place of the old one, as he has one cookie for the site. The old one "
            + "stays in the memory of its machine until it expires or the process ends.")
    record Memory(
            @Doc("Users, in each region.") @Default("10k") @AtLeast(1) @AtMost(10_000_000)
            int users,

            @Doc("Work of a login on a core.") @Default("100ms") @DefaultSource("a password hash; no authority")
            Distribution login,

            @Doc("How long a session is kept that nobody asks for; unless said, until the process ends.")
            @NoneKeyword("none")
            @AtLeast(1)
            @DefaultSource("Apache Tomcat, conf/web.xml: session-timeout 30 minutes")
            Optional<Duration> expires)
            implements SessionSpec {}

    /** Sessions in the memory of one host each, to which cookies route the users. */
    @Kind("sticky-memory")
    @Doc("In the memory of one machine each; balancers send a user to the machine that his cookie names. When its "
            + "process ends, its sessions are lost and their users log in again.")
    record StickyMemory(
            @Doc("Users, in each region.") @Default("10k") @AtLeast(1) @AtMost(10_000_000)
            int users,

            @Doc("Work of a login on a core.") @Default("100ms") @DefaultSource("a password hash; no authority")
            Distribution login,

            @Doc("How long a session is kept that nobody asks for; unless said, until the process ends.")
            @NoneKeyword("none")
            @AtLeast(1)
            @DefaultSource("Apache Tomcat, conf/web.xml: session-timeout 30 minutes")
            Optional<Duration> expires)
            implements SessionSpec {}

    /** Sessions in the memory of two hosts each. */
    @Kind("replicated-memory")
    @Doc("In the memory of two machines each: of the one that the user's cookie names, and of the next one in service. "
            + "Lost when both end.")
    record ReplicatedMemory(
            @Doc("Users, in each region.") @Default("10k") @AtLeast(1) @AtMost(10_000_000)
            int users,

            @Doc("Work of a login on a core.") @Default("100ms") @DefaultSource("a password hash; no authority")
            Distribution login,

            @Doc("Work of sending the copy, at each request.") @Default("0.1ms") @DefaultSource("no authority")
            Distribution copy,

            @Doc("How long a session is kept that nobody asks for; unless said, until the process ends.")
            @NoneKeyword("none")
            @AtLeast(1)
            @DefaultSource("Apache Tomcat, conf/web.xml: session-timeout 30 minutes")
            Optional<Duration> expires)
            implements SessionSpec {}

    /** Sessions in a separate store. */
    @Kind("shared-store")
    @Doc("In a store that all machines read at each request; nothing is lost when a machine ends, and nothing works "
            + "while the store does not. A store whose nodes are not durable loses a session with the last node that "
            + "has it, which sessions_lost counts; nothing writes that session again. The entries of a cache are "
            + "copies of what its source has.")
    record SharedStore(
            @Doc("The cache or database that keeps them.") @Reference
            String store,

            @Doc("Users, in each region: so many keys the store has for them.")
            @Default("10k")
            @AtLeast(1)
            @AtMost(10_000_000)
            int users)
            implements SessionSpec {}

    /** Sessions in a token that the client holds. */
    @Kind("client-token")
    @Doc("In a signed token that the client sends along: nothing to keep, nothing to lose, a signature to check.")
    record ClientToken(
            @Doc("Work of checking the signature, at each request.") @Default("0.1ms") @DefaultSource("no authority")
            Distribution verify)
            implements SessionSpec {}
}
