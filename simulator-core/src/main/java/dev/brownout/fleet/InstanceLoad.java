package dev.brownout.fleet;

import dev.brownout.host.Host;

/** Load of the replicas of a language model; the input of an autoscaler. */
public interface InstanceLoad {
    /** Returns the number of sequences that wait at a replica. */
    long waiting(Host host);

    /** Returns the age of the sequence at the head of the queue of a replica, in nanoseconds; 0 if none waits. */
    long oldestAgeNanos(Host host);

    /** Returns the tokens of the sequences inside a replica: those of the prompts, and those generated so far. */
    long tokens(Host host);

    /** Returns the number of KV cache blocks of a replica that sequences use. */
    long usedBlocks(Host host);

    /** Returns the number of KV cache blocks of a replica. */
    long blocks(Host host);
}
