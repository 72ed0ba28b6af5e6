package dev.brownout.importing.loadtest;

import java.util.List;

/** Parser for the results of one load generator, with one line per request. */
public interface LoadTestFormat {
    /** Returns the formats in the order in which they are tried. */
    static List<LoadTestFormat> known() {
        return List.of(
                new CsvResults(CsvDialect.JMETER),
                new CsvResults(CsvDialect.K6),
                new CsvResults(CsvDialect.HEY),
                new CsvResults(CsvDialect.AB),
                new CsvResults(CsvDialect.VEGETA),
                new JsonResults(),
                new JmeterXml(),
                new GatlingLog());
    }

    /** Returns the human-readable name. */
    String name();

    /** Returns the short name of the load generator. */
    String tool();

    /**
     * Parses a line.
     *
     * @return null if the line is no request, such as a header or the end of a transaction
     * @throws IllegalArgumentException if the line does not have this format
     */
    LoadTestRequest read(String line);

    /** Returns whether the requests of this load generator depend on the responses, by the lines so far. */
    LoopKind loop();

    /** Returns the number of concurrent users that the lines state at the last line, or 0 if they state none. */
    default int activeUsers() {
        return 0;
    }

    /** Returns the contents of the lines that the import leaves out, one sentence for each. */
    default List<String> leftOut() {
        return List.of();
    }
}
