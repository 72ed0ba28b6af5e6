package dev.brownout.io;

import java.io.IOException;

/** Indicates that another command is writing to a folder. */
public final class FolderLockedException extends IOException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a description of the holder; empty if it is unknown. */
    FolderLockedException(String lockOwner) {
        super("another command is writing there" + (lockOwner.isEmpty() ? "" : ", " + lockOwner));
    }
}
