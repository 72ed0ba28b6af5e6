package dev.brownout.component.quorumstore;

import dev.brownout.random.Distribution;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;

/** Delays of the messages between the coordinator and a replica, in addition to the network delay. */
@Doc("What each message between the node that was called and a copy on another node takes, on top of the network; "
        + "alone with 'network: none'. Its own copy needs no message, unless 'own_copy' is true.")
public record ReplicaMessageDelays(
        @Doc("A write on its way to a copy.") @Default("0s") Distribution write,

        @Doc("A copy's word that it has the write.") @Default("0s")
        Distribution ack,

        @Doc("A read on its way to a copy.") @Default("0s") Distribution read,

        @Doc("A copy's answer to a read.") @Default("0s") Distribution response,

        @Doc("Whether the node that was called needs these messages for its own copy as well, as if another machine "
                + "coordinated that keeps no copy.")
        @Default("false")
        @DefaultSource("false: Dynamo, where one of the top N of the preference list coordinates; true: the model of "
                + "Probabilistically Bounded Staleness, VLDB 2012, where every copy is a message away")
        boolean own_copy) {}
