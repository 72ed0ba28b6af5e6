package dev.brownout.component.database.resharding;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.host.Host;
import java.util.List;
import java.util.Optional;

/** A shard that gives or takes keys. */
public interface MovingShard {
    /** It was not there, and is from now on. */
    void join();

    /** Whether it has a primary that takes writes. */
    boolean leads();

    /** What has been written to it. */
    Log log();

    /** What it has room for; empty for no limit. */
    Optional<NodeContents> contents();

    /** Its machines. */
    List<Host> hosts();
}
