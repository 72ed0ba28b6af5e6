package dev.brownout.reality;

/**
 * Where the time of one request went inside of the service, in nanoseconds.
 *
 * @param id the request's number
 * @param waited for a worker
 * @param worked on a processor and asleep
 * @param looked at Redis
 * @param pooled waiting for a connection to the database; 0 where it was not asked
 * @param queried from a query to its answer; 0 where it was not asked or failed
 * @param all from the whole request to the whole answer
 */
record Span(int id, long waited, long worked, long looked, long pooled, long queried, long all) {

    String line() {
        return id + " " + waited + " " + worked + " " + looked + " " + pooled + " " + queried + " " + all;
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
