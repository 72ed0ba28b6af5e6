package dev.brownout.spi;

/** A database that moves keys between shards while it runs, as the fault timeline orders. */
public interface ReshardableStore extends Component {
    /** The next of the orders is due that the timeline has for it; it begins when the one before has been done. */
    void reshard();
}
