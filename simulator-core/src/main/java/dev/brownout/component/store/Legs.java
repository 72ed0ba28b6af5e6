package dev.brownout.component.store;

import dev.brownout.random.Distribution;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;

/** What each message between the node that was called and a copy takes, besides the network. */
@Doc("What each message between the node that was called and a copy takes, on top of the network; also on the node's "
        + "way to its own copy. Alone with 'network: none'.")
public record Legs(
        @Doc("A write on its way to a copy.") @Default("0s") Distribution write,

        @Doc("A copy's word that it has the write.") @Default("0s")
        Distribution ack,

        @Doc("A read on its way to a copy.") @Default("0s") Distribution read,

        @Doc("A copy's answer to a read.") @Default("0s") Distribution response) {}
