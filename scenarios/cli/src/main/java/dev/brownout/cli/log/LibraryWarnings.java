package dev.brownout.cli.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Forwards warnings and errors of libraries that use {@code java.util.logging} to slf4j. */
final class LibraryWarnings extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Logger root = Logger.getLogger("");
    private final Level rootLevel = root.getLevel();

    private LibraryWarnings() {
        setLevel(Level.WARNING);
    }

    /** Forwards warnings until the handler is closed. */
    static LibraryWarnings forward() {
        LibraryWarnings handler = new LibraryWarnings();
        handler.root.addHandler(handler);
        handler.root.setLevel(Level.WARNING);
        return handler;
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        org.slf4j.Logger logger = LoggerFactory.getLogger(String.valueOf(record.getLoggerName()));
        String message = formatter.formatMessage(record);
        if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            logger.error(message, record.getThrown());
        } else {
            logger.warn(message, record.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(rootLevel);
    }
}
