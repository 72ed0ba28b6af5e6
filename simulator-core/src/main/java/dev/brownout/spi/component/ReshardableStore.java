package dev.brownout.spi.component;

import dev.brownout.spi.Component;

/** A database that moves keys between shards during the run, as the fault timeline commands. */
public interface ReshardableStore extends Component {
    /** Signals that its next commanded shard change is due. It begins after the previous one is complete. */
    void reshard();
}
