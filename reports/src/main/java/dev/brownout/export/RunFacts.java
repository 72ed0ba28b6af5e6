package dev.brownout.export;

import dev.brownout.io.FileFormat;

/**
 * Execution facts of a run on this machine. They are kept out of the result, which is the same on every machine.
 *
 * @param wallSeconds wall clock time, in seconds
 * @param eventsPerSecond simulated events per second of wall clock time
 * @param peakMemoryBytes peak heap usage, in bytes
 * @param jdk version of the Java runtime
 * @param version version of the program
 * @param commandLine command as typed
 */
public record RunFacts(
        double wallSeconds,
        double eventsPerSecond,
        long peakMemoryBytes,
        String jdk,
        String version,
        String commandLine) {
    /** File format of {@code run.json}, in which {@code version} is the version of the program. */
    public static final FileFormat FORMAT = new FileFormat("run.json", 1);
}
