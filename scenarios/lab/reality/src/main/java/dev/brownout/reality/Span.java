package dev.brownout.reality;

/**
 * Breakdown of the time of one request inside the service, in ns.
 *
 * @param id number of the request
 * @param waited waiting time for a worker
 * @param worked time on a core and asleep
 * @param lookups duration of the Redis lookup
 * @param pooled waiting time for a database connection; 0 if there was no query
 * @param queried duration of the query; 0 if there was no query or it failed
 * @param all time from the complete request to the complete response
 */
record Span(int id, long waited, long worked, long lookups, long pooled, long queried, long all) {

    String line() {
        return id + " " + waited + " " + worked + " " + lookups + " " + pooled + " " + queried + " " + all;
    }

    static Span of(String line) {
        String[] words = line.split(" ", -1);
        return new Span(
                Integer.parseInt(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                Long.parseLong(words[6]));
    }
}
