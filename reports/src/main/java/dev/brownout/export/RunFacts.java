package dev.brownout.export;

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
        String commandLine) {}
