package dev.brownout.importing.system;

import java.util.List;

/** Gaps and settings of systems from configuration files, which contain neither load nor times. */
public final class ConfigurationGuesses {
    /** Origin of a value that no file contains. */
    public static final String GUESS = "unknown: A GUESS";

    /** Key distribution of requests that read data. */
    public static final String KEYS = "zipf(1.0 10k)";

    /** Gaps of the load and the service times. */
    public static final List<String> LOAD_GAPS = List.of(
            "load: the request rate over time; here it is a guess",
            "service: the service times; all distributions here are placeholders, to be measured");

    /** Gap of the calls of a request. */
    public static final String CALLS_GAP =
            "calls: the calls of each request, their number and concurrency; here each server calls all its"
                    + " dependencies once, in sequence";

    /** Gap of the accesses to stores and caches. */
    public static final String DATA_GAP =
            "writes, keys and sizes: here all are reads of Zipf-distributed keys, 10 kB each";

    private ConfigurationGuesses() {}

    /** Returns the gaps of the network, and of calls without a {@code timeout} in the files. */
    public static List<String> networkGaps(String timeout) {
        return List.of(
                "network: the distances of parts and users; here the default of 0.5 ms between nodes",
                "timeouts and retries between parts without a setting; here a timeout of " + timeout
                        + " without retries");
    }

    /** Sets the cores and the read time of a cache without a source, which is a database. */
    public static void setDataInMemory(ImportedSettings settings, String read) {
        settings.note("this cache has no source: it is the store of the data")
                .set("cores", "1", "one thread serves all requests (redis.io, Diagnosing latency issues)")
                .set("read", read, "unknown: A PLACEHOLDER");
    }
}
