package dev.brownout.io;

import java.io.IOException;

/** Says that another command is writing to a folder. */
public final class FolderLockedException extends IOException {
    private static final long serialVersionUID = 1;

    /** About a holder in words; empty for one that is not known. */
    FolderLockedException(String holder) {
        super("another command is writing there" + (holder.isEmpty() ? "" : ", " + holder));
    }
}
