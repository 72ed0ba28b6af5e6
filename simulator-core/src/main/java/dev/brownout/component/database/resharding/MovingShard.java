package dev.brownout.component.database.resharding;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.host.Host;
import java.util.List;
import java.util.Optional;

/** A shard that gives or receives keys. */
public interface MovingShard {
    /** Adds the shard to the database. */
    void join();

    /** Returns whether the shard has a primary that accepts writes. */
    boolean leads();

    /** Returns the log of the shard. */
    Log log();

    /** Returns the storage use of the shard; empty for no limit. */
    Optional<NodeContents> contents();

    /** Returns the hosts of the shard. */
    List<Host> hosts();
}
