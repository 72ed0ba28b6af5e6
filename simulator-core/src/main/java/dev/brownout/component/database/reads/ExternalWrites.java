package dev.brownout.component.database.reads;

/** What stores know of a row with which a group of nodes has nothing in common. */
@FunctionalInterface
public interface ExternalWrites {
    /**
     * When the first write of a key was acknowledged by another one of them.
     *
     * @return {@link dev.brownout.service.VersionRegistry#NOTHING} for never
     */
    long acknowledged(int key);
}
