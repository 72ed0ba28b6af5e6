package dev.brownout.component.quorumstore;

import dev.brownout.random.Distribution;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;

/** Delays of the messages between the coordinator and a replica, in addition to the network delay. */
@Doc("Delays of the messages between the coordinator and a replica on another node, in addition to the network; "
        + "with 'network: none' they are the only delays. The coordinator's own replica needs no message, unless "
        + "'own_copy' is true.")
public record ReplicaMessageDelays(
        @Doc("Delay of a write to a replica.") @Default("0s")
        Distribution write,

        @Doc("Delay of a replica's acknowledgement of a write.") @Default("0s")
        Distribution ack,

        @Doc("Delay of a read to a replica.") @Default("0s") Distribution read,

        @Doc("Delay of a replica's response to a read.") @Default("0s")
        Distribution response,

        @Doc("Whether these delays also apply to the coordinator's own replica, as if a node without a replica "
                + "coordinated.")
        @Default("false")
        @DefaultSource(
                "false: Dynamo, where one of the top N nodes of the preference list coordinates; true: the model "
                        + "of Probabilistically Bounded Staleness, VLDB 2012, in which every replica is a message away")
        boolean ownCopy) {}
