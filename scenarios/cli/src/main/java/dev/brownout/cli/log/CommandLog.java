package dev.brownout.cli.log;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log of the command that this process executes, written by slf4j. The log is closed unless the user enables it. A
 * closed log discards all messages and does not load slf4j.
 */
public final class CommandLog {
    private static final String NAME = "brownout";
    private static final String SLF4J = "org.slf4j.simpleLogger.";
    private static final String JAVA_LOGGING = "java.util.logging.config.";

    private static volatile CommandLog open;

    private final Logger logger;
    private final boolean debug;
    private final PrintStream systemErr = System.err;
    private final LibraryWarnings libraryWarnings = LibraryWarnings.forward();

    private CommandLog(LogLevel level, PrintStream err) {
        System.setProperty(SLF4J + "defaultLogLevel", "warn");
        System.setProperty(SLF4J + "log." + NAME, "debug");
        System.setProperty(SLF4J + "showThreadName", "false");
        // Without a format, the time is in ms since the log was opened.
        System.setProperty(SLF4J + "showDateTime", "true");
        System.setErr(err);
        debug = level == LogLevel.DEBUG;
        logger = LoggerFactory.getLogger(NAME);
    }

    /**
     * Disables the logs of libraries until a log is opened. Must be called before any library logs. A configuration of
     * {@code java.util.logging} by the user stays.
     */
    public static void silenceLibraries() {
        System.setProperty(SLF4J + "defaultLogLevel", "off");
        if (System.getProperty(JAVA_LOGGING + "class") == null && System.getProperty(JAVA_LOGGING + "file") == null) {
            System.setProperty(JAVA_LOGGING + "class", SilentJavaLogging.class.getName());
        }
    }

    /**
     * Executes a command while its log is open, and logs its duration. {@code System.err} is redirected meanwhile.
     *
     * @param level level of the log; with {@code OFF} it stays closed
     * @param err stream for the log
     * @param command returns the exit code
     * @return the exit code
     */
    public static int logDuring(LogLevel level, PrintStream err, IntSupplier command) {
        if (level == LogLevel.OFF) {
            return command.getAsInt();
        }
        CommandLog log = new CommandLog(level, err);
        open = log;
        try {
            JavaDescription.log();
            long startedAt = System.nanoTime();
            int code = command.getAsInt();
            phase("total", startedAt, "exit code " + code);
            return code;
        } finally {
            log.close();
        }
    }

    /** Returns whether the log is open. */
    public static boolean isOpen() {
        return open != null;
    }

    /**
     * Logs a message.
     *
     * @param message text with a {@code {}} for each value
     */
    public static void info(String message, Object... values) {
        CommandLog log = open;
        if (log != null) {
            log.logger.info(message, values);
        }
    }

    /**
     * Logs a message if the level is {@code DEBUG}.
     *
     * @param message text with a {@code {}} for each value
     */
    public static void debug(String message, Object... values) {
        CommandLog log = open;
        if (log != null && log.debug) {
            log.logger.debug(message, values);
        }
    }

    /**
     * Logs the duration of a phase that ends now.
     *
     * @param startedAt its start, in ns of {@code System.nanoTime}
     * @param details input or output of the phase
     */
    public static void phase(String name, long startedAt, Object details) {
        if (isOpen()) {
            info("{}: {}, {}", name, seconds(System.nanoTime() - startedAt), details);
        }
    }

    /** Returns a duration in ns as text, in seconds. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    private void close() {
        open = null;
        libraryWarnings.close();
        System.setErr(systemErr);
    }
}
