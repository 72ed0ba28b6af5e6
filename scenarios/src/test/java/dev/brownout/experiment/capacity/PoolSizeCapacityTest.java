package dev.brownout.experiment.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.Experiment;
import dev.brownout.language.overlay.Variation;
import org.junit.jupiter.api.Test;

/** Search for the smallest connection pool. */
class PoolSizeCapacityTest {
    private static final String SITE = """
            scenario: pool size
            run: { duration: 1s, warmup: 100ms }
            load: constant(7500/s)
            network: none
            components:
              web: { kind: server, cores: 1k, service: 0s, queue: unlimited }
              db: { kind: database, cores: 1k, read: 5ms, pool: { size: 10, max_connections: unlimited, held: call } }
            requests:
              job: { steps: [ web, { read: db, timeout: 1m } ], timeout: 1m }
            sla: { fast: job.p99 < 6ms }
            """;

    private static String best(String text, String setting) {
        return best(text, setting, "db.pool.size");
    }

    private static String best(String text, String setting, String path) {
        return CapacitySearch.of(Experiment.text(text).replications(2))
                .smallestDesigns(setting)
                .run()
                .best()
                .get(path)
                .text();
    }

    /** HikariCP 330: 7,500 queries/s of 5 ms need 37.5 connections, so 38, of a range with 51 numbers. */
    @Test
    void smallestPoolIsAWholeNumberOfARange() {
        assertThat(best(SITE, "db.pool.size=10..60")).isEqualTo("38");
    }

    /**
     * 1,500/s of 4 ms need six connections; 24 or more are too many for a database that slows down. A bisection would
     * begin with 64 and find none.
     */
    @Test
    void poolThatCanBeTooLargeIsSearchedInOrder() {
        String slower = SITE.replace("7500/s", "1500/s")
                .replace("cores: 1k, read: 5ms", "cores: 8, read: 4ms, speed: usl(0 0.0005)")
                .replace("sla:", "faults: [ at 200ms: pause db/primary for 100ms ]\nsla:")
                .replace("job.p99 < 6ms", "job.p99 < 20ms from 700ms to 1s");
        assertThat(best(slower, "db.pool.size=4,8,64,128")).isEqualTo("8");
    }

    /**
     * 1,500/s of 4 ms need six cores of the server. After a pause, 64 cores send its backlog to the database together,
     * which then stays slow: only the cores of the slowing component itself are searched by bisection.
     */
    @Test
    void coresOfTheCallerCanBeTooMany() {
        String slower = SITE.replace("7500/s", "1500/s")
                .replace("cores: 1k, service: 0s", "cores: 8, service: 4ms")
                .replace(
                        "cores: 1k, read: 5ms, pool: { size: 10, max_connections: unlimited, held: call }",
                        "cores: 8, read: 3ms, speed: usl(0 0.002)")
                .replace("sla:", "faults: [ at 200ms: pause web for 100ms ]\nsla:")
                .replace("job.p99 < 6ms", "job.p99 < 40ms from 700ms to 1s");
        assertThat(best(slower, "web.cores=4,8,64,128", "web.cores")).isEqualTo("8");
    }

    @Test
    void eachNumberOfALongRangeIsACandidate() {
        assertThat(Variation.ofEachNumber("db.pool.size=10..60").values()).hasSize(51);
        assertThat(Variation.of("db.pool.size=10..60").values()).hasSize(11);
        assertThat(Variation.ofEachNumber("db.pool.size=10..60/5").values()).hasSize(6);
        assertThat(Variation.ofEachNumber("db.pool.size=1..20k").values()).hasSize(11);
    }
}
