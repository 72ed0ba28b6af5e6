package dev.brownout.cli;

import java.io.ByteArrayInputStream;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Program that runs a command. When the command reads its input, libraries with both logging APIs log a warning. */
final class WarningLibraries {
    private WarningLibraries() {}

    /** Runs the command line {@code args}. */
    public static void main(String[] args) {
        System.setIn(new ByteArrayInputStream(new byte[0]) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                Logger.getLogger("old.library").warning("deprecated {} option");
                Logger.getLogger("old.library").info("started");
                LoggerFactory.getLogger("new.library").error("no cache");
                LoggerFactory.getLogger("new.library").info("started");
                return -1;
            }
        });
        Main.main(args);
    }
}
