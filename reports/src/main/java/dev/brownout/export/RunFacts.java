package dev.brownout.export;

/**
 * What a run cost on this machine; kept out of the result, which is the same on every machine.
 *
 * @param wallSeconds time on the wall clock, in seconds
 * @param eventsPerSecond simulated events per second of it
 * @param peakMemoryBytes largest heap in use, in bytes
 * @param jdk version of the Java runtime
 * @param version version of the program
 * @param commandLine the command as typed
 */
public record RunFacts(
        double wallSeconds,
        double eventsPerSecond,
        long peakMemoryBytes,
        String jdk,
        String version,
        String commandLine) {}
