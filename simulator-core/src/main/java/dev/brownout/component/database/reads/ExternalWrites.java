package dev.brownout.component.database.reads;

/** Lookup of writes of a row in other, independent stores. */
@FunctionalInterface
public interface ExternalWrites {
    /**
     * Returns the time at which another store first acknowledged a write of a key.
     *
     * @return stamp in nanoseconds, or {@link dev.brownout.service.VersionRegistry#NOTHING} for never
     */
    long acknowledged(int key);
}
