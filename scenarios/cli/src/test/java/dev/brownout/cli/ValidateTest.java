package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of {@code validate} beyond syntax: warnings, and verdicts with {@code --run}. */
@Tag("once")
class ValidateTest {
    /**
     * Load of half the capacity of 4 / 20 ms = 200/s. Response times are about 20 ms: {@code quick} is met,
     * {@code instant} is violated.
     */
    private static final String BOX = """
            load: 100/s
            run: 20s
            components:
              box: { kind: server, cores: 4, service: 20ms }
            requests:
              page: { path: [box], timeout: 1s }
            sla:
              quick: page.p99 < 100ms
              instant: page.p50 < 1ms
            variants:
            """;

    private static final String WARNINGS = """
            balancer-lost: warning: in variant 'alone': lb has no machine left from 2m to 3m: 200/s offered
            balancer-lost: warning: in variant 'both work and both are needed': lb cannot keep up from 2m to 3m: 200/s \
            offered, 125/s possible (ρ 1.60)
            balancing-by-key: warning: in variant 'by key': web/1 cannot keep up: 442/s offered, 400/s possible (ρ \
            1.11)
            balancing-by-key: warning: in variants 'by turns' and 'by user': db/primary cannot keep up: 491/s offered, \
            400/s possible (ρ 1.23)
            batched-publishing: warning: in variant 'one by one': the rate_limit of web around its calls of orders \
            lets 300/s of 1000/s pass
            black-friday: warning: in variant 'no room': web cannot keep up from 2m to 8m: 459/s offered, 100/s \
            possible (ρ 4.59)
            black-friday: warning: in variant 'right': room cannot keep up from 2m to 8m: 90/s offered, 15/s possible \
            (ρ 6.00)
            black-friday: warning: in variant 'too generous': room cannot keep up from 2m to 8m: 90/s offered, 45/s \
            possible (ρ 2.00)
            black-friday: warning: in variant 'too generous': web cannot keep up from 2m to 10m56s: 236/s offered, \
            100/s possible (ρ 2.36), the worst from 8m to 10m56s
            bulkhead: warning: reviews has no machine left from 2m to 4m: 10/s offered
            cache-down: warning: in variant 'look-aside, and a small database': db/primary cannot keep up from 30s to \
            1m: 1000/s offered, 400/s possible (ρ 2.50)
            cache-hot-key: warning: in variant 'four nodes': cache/1 cannot keep up: 1098/s offered, 1000/s possible \
            (ρ 1.10)
            cache-loop: warning: in variant 'room for all': cache holds all 1k keys: the hit ratio will be near 100%
            cache-penetration: warning: in variant 'a filter for a tenth of the keys': db/primary cannot keep up: \
            516/s offered, 500/s possible (ρ 1.03)
            cache-penetration: warning: in variant 'negative entries': db/primary cannot keep up: 778/s offered, 500/s \
            possible (ρ 1.56)
            cache-penetration: warning: in variant 'nothing is kept of it': db/primary cannot keep up: 682/s offered, \
            500/s possible (ρ 1.36)
            cache-resize: warning: cache holds all 10k keys: the hit ratio will be near 100%
            cache-tier: warning: in variant 'every key equally likely': cache has room for 10k keys, but half of the \
            reads are for 50k: the hit ratio will be near 10%
            cache-tier: warning: in variant 'every key equally likely': db/replica-* cannot keep up: 1800/s offered, \
            774/s possible (ρ 2.32)
            cache-tier: warning: in variant 'forgotten after a second': db/replica-* cannot keep up: 1134/s offered, \
            760/s possible (ρ 1.49)
            cache-tier: warning: in variant 'no cache': db/replica-* cannot keep up: 2000/s offered, 777/s possible (ρ \
            2.58)
            capacity-plan: warning: in variant 'eight servers': web cannot keep up: 800/s offered, 800/s possible (ρ \
            1.00)
            cdn-outage: warning: in variant 'the origin directly': web cannot keep up from 2m to 5m: 200/s offered, \
            30/s possible (ρ 6.67)
            cdn-outage: warning: in variant 'the origin for essentials only': web cannot keep up from 2m to 5m: 40/s \
            offered, 30/s possible (ρ 1.33)
            cdn: warning: in variant 'no CDN': uplink cannot keep up: 420/s offered, 257/s possible (ρ 1.63)
            celebrities-share-a-shard: warning: in variant 'on one of eight': db/shard-1/primary cannot keep up: 650/s \
            offered, 400/s possible (ρ 1.62)
            celebrities-share-a-shard: warning: in variants 'on one shard' and 'more may wait': db/shard-1/primary \
            cannot keep up: 700/s offered, 400/s possible (ρ 1.75)
            chat-room: warning: in variant 'back at once': gateway cannot keep up from 1m to 1m1.5s: 4510/s offered, \
            720/s possible (ρ 6.27)
            cold-machine: warning: in variant 'a share that grows for 10 s': web/4 cannot keep up from 1m10s to \
            1m30s: 100/s offered as an even share, 64/s possible (ρ 1.56)
            cold-machine: warning: in variant 'all of its share at once': web/4 cannot keep up from 1m to 1m30s: \
            100/s offered as an even share, 64/s possible (ρ 1.56)
            connection-pool-exhausted: warning: in variant 'a larger pool, more machines': web: connections to db \
            cannot keep up: 900/s offered, 627/s possible (ρ 1.44): it has 100 places (25 connections to db on each of \
            4 machines), each held for 159.5ms or more, work and waiting for others
            connection-pool-exhausted: warning: in variant 'held for a request': web: connections to db cannot keep \
            up: 300/s offered, 251/s possible (ρ 1.20): it has 40 places (20 connections to db on each of 2 machines), \
            each held for 159.5ms or more, work and waiting for others
            consumer-outage: warning: thumbs has no machine left from 5m to 15m: 10/s offered
            consumer-slots: warning: in variants 'places by cores' and 'twice the cores and not a place more': \
            consumers cannot keep up: 2000/s offered, 1524/s possible (ρ 1.31): it has 16 places (4 messages at a time \
            on each of 4 machines), each held for 10.5ms or more, work and waiting for others
            consumers-by-depth: warning: in variant 'by busy processors': workers cannot keep up from 2m to 7m: 250/s \
            offered, 72.1/s possible (ρ 3.47): it has 4 places (2 workers on each of 2 machines), each held for 55.5ms \
            or more, work and waiting for others
            cross-zone-traffic: warning: cache holds all 200 keys: the hit ratio will be near 100%
            cross-zone-traffic: warning: in variant 'one zone': web has no machine left from 3m to 3m30s: 100/s \
            offered
            datacenter-outage: warning: in variant 'no spare capacity': web cannot keep up from 2m to 8m: 300/s \
            offered, 200/s possible (ρ 1.50)
            dead-letters: warning: in variants 'timeout 2 s' and 'ten attempts': sender waits 2s for slow-partner, \
            which takes 3s even when it has nothing else to do
            diurnal: warning: in variant 'sized for the mean': web cannot keep up from 8h to 16h: 1.551/s offered, \
            1.500/s possible (ρ 1.03)
            feature-flag: warning: in variant 'everybody': db/primary cannot keep up from 1m to 4m: 500/s offered, \
            200/s possible (ρ 2.50)
            feature-flag: warning: in variant 'everybody, turned back at once': db/primary cannot keep up from 1m to \
            1m20s: 500/s offered, 200/s possible (ρ 2.50)
            feature-flag: warning: in variant 'half': db/primary cannot keep up from 1m to 4m: 500/s offered, 364/s \
            possible (ρ 1.38)
            flash-crowd: warning: in variant 'cpu and slow starts': web cannot keep up from 1m to 7m30s: 124/s \
            offered, 45/s possible (ρ 2.76), the worst from 1m to 4m30s
            flash-crowd: warning: in variant 'cpu': web cannot keep up from 1m to 3m30s: 124/s offered, 45/s possible \
            (ρ 2.76), the worst from 1m to 2m30s
            flash-crowd: warning: in variant 'requests and fast starts': web cannot keep up from 1m to 2m16s: 124/s \
            offered, 45/s possible (ρ 2.76), the worst from 1m to 2m
            flash-crowd: warning: in variant 'requests': web cannot keep up from 1m to 2m46s: 124/s offered, 45/s \
            possible (ρ 2.76), the worst from 1m to 2m30s
            full-shard: warning: in variant 'new numbers': db/shard-4 is full from 10s on: 100MB/s of new keys for 1GB \
            that are left
            full-shard: warning: in variant 'new numbers, mixed': db/shard-2 is full from 40s on: 25MB/s of new keys \
            for 1GB that are left
            full-shard: warning: in variant 'random numbers': db/shard-2 is full from 39.5s on: 25.3MB/s of new keys \
            for 1GB that are left
            gray-node: warning: in variant 'round robin': web/1 cannot keep up from 40s to 1m40s: 36/s offered as an \
            even share, 6/s possible (ρ 6.00)
            group-commit: warning: in variant 'an fsync for each commit': db/primary/disk cannot keep up: 1500/s \
            offered, 500/s possible (ρ 3.00)
            hotspot-keys: warning: in variant 'suffixes on a read-hot key': db/shard-*/primary cannot keep up: 6611/s \
            offered, 2700/s possible (ρ 2.45)
            hotspot-keys: warning: in variant 'suffixes on a read-hot key': db/shard-2/primary cannot keep up: 735/s \
            offered, 300/s possible (ρ 2.45)
            hotspot-keys: warning: in variants 'plain' and 'write-hot, plain': db/shard-8/primary cannot keep up: \
            740/s offered, 300/s possible (ρ 2.47)
            how-long-to-keep: warning: in variant 'one second': db/primary cannot keep up: 806/s offered, 200/s \
            possible (ρ 4.03)
            last-in-sync: warning: warehouse has no machine left from 1m30s to 3m30s: 100/s offered
            load-balancer: warning: in variant 'one big box': web has no machine left from 4m to 5m12s: 720/s offered
            metastable-mongodb: warning: in variant '78 % less for 10 s': mongo cannot keep up from 5s to 15s: 2000/s \
            offered, 1200/s possible (ρ 1.67)
            metastable-mongodb: warning: in variant '80 % less for 9 s': mongo cannot keep up from 5s to 14s: 2000/s \
            offered, 1067/s possible (ρ 1.88)
            metastable-mongodb: warning: in variant '80 % less, 30 % less load': mongo cannot keep up from 5s to 15s: \
            1400/s offered, 1067/s possible (ρ 1.31)
            metastable-mongodb: warning: in variants '80 % less for 10 s' and '80 % less, a budget of 20 %': mongo \
            cannot keep up from 5s to 15s: 2000/s offered, 1067/s possible (ρ 1.88)
            n-plus-one: warning: in variant 'all at once, in a sale': db/primary cannot keep up: 16800/s offered, \
            16000/s possible (ρ 1.05)
            news-board: warning: in variant 'counted at each reader': db/busiest row cannot keep up: 100/s offered, \
            100/s possible (ρ 1.00)
            noisy-client: warning: in variant 'no limit': api cannot keep up: 600/s offered, 200/s possible (ρ 3.00)
            noisy-client: warning: in variant 'one bucket for all': the rate_limit of api lets 180/s of 600/s pass
            noisy-client: warning: in variants 'a bucket for each user' and 'so many a minute for each user': the \
            rate_limit of api lets 110/s of 600/s pass
            one-box: warning: box cannot keep up from 4m: 240/s offered, 200/s possible (ρ 1.20)
            one-box: warning: in variant 'twenty places and a crash': box has no machine left from 1m to 1m30s: 100/s \
            offered
            partition-lag: warning: in variant 'four times the partitions': feed: messages of partition 45 at a time \
            cannot keep up: 24.8/s offered, 20/s possible (ρ 1.24): it has 1 place (one message at a time, and 41.3% \
            of all are in that partition), each held for 50ms, work and waiting for others
            partition-lag: warning: in variants 'one key for all of a star's likes' and 'twice the consumers': feed: \
            messages of partition 9 at a time cannot keep up: 27/s offered, 20/s possible (ρ 1.35): it has 1 place \
            (one message at a time, and 45.0% of all are in that partition), each held for 50ms, work and waiting for \
            others
            payment-provider: warning: psp has no machine left from 2m to 4m: 70/s offered
            poison-messages: warning: in variant 'given back at once': workers cannot keep up: 22.7/s offered, 6.231/s \
            possible (ρ 3.64)
            poison-messages: warning: in variant 'tried for ever': workers cannot keep up: 20.9/s offered, 14.9/s \
            possible (ρ 1.40)
            poison-messages: warning: in variant 'tried for ever, and workers restarted': workers cannot keep up from \
            23m10s: 21.4/s offered, 10.8/s possible (ρ 1.98)
            poison-messages: warning: in variant 'tried for ever, and workers restarted': workers has no machine left \
            from 23m to 23m10s: 20.9/s offered
            price-of-downtime: warning: in variants 'one machine' and 'a larger machine': db/primary has no machine \
            left from 5m to 15m: 100/s offered
            primary-failover: warning: in variant 'semi-sync trap': db/primary has no machine left from 2m to 2m30s: \
            1000/s offered
            producers-down: warning: in variants 'producers down' and 'and two producers more': billing cannot keep up \
            from 1m to 2m: 180/s offered, 120/s possible (ρ 1.50)
            producers-down: warning: in variants 'producers down' and 'twice the consumers': web has no machine left \
            from 2m to 4m: 60/s offered
            queue-absorbs-burst: warning: in variant 'workers follow the backlog': thumbs cannot keep up from 1m to \
            2m: 100/s offered, 60/s possible (ρ 1.67)
            queue-absorbs-burst: warning: in variants 'through a queue' and 'while the user waits': thumbs cannot keep \
            up from 1m to 2m: 100/s offered, 20/s possible (ρ 5.00)
            replica-lost: warning: in variant 'only replica, nobody steps in': db/replica-* has no machine left from \
            1m: 135/s offered
            replica-lost: warning: in variant 'twice the load': db/replica-* cannot keep up from 1m: 270/s offered, \
            189/s possible (ρ 1.43)
            reshard-live: warning: in variant 'in a hurry': db/shard-*/primary cannot keep up from 20s to 27.55s: \
            881/s offered, 480/s possible (ρ 1.84), the worst from 20s to 21.875s
            reshard-live: warning: in variant 'in a hurry': db/shard-1/primary cannot keep up from 20s to 27.55s: \
            293/s offered, 160/s possible (ρ 1.83), the worst from 20s to 21.875s
            reshard-live: warning: in variant 'in a hurry': db/shard-5/primary cannot keep up from 25.625s to 27.55s: \
            206/s offered, 160/s possible (ρ 1.29)
            retry-storm: warning: web has no machine left from 1m to 1m10s: 70/s offered
            rows-under-one-key: warning: in variant 'under the key of the day': kv/6 cannot keep up: 600/s offered, \
            500/s possible (ρ 1.20)
            scale-up-or-out: warning: in variant 'out, with sessions in memory': web cannot keep up from 5m: 440/s \
            offered, 300/s possible (ρ 1.46)
            scale-up-or-out: warning: in variant 'up': web cannot keep up from 5m: 440/s offered, 384/s possible (ρ \
            1.15)
            sequential-ids: warning: in variant 'ranges of new numbers': db/shard-4/primary cannot keep up: 800/s \
            offered, 400/s possible (ρ 2.00)
            sessions-fill-memory: warning: in variant 'kept for ever': machines of web have no memory left from \
            3m59.7s on, and their processes are killed: 62.5MB of sessions at 0s and 1.88MB/s more in 512MB
            sessions-fill-memory: warning: in variant 'twice the memory': machines of web have no memory left from \
            8m20s on, and their processes are killed: 62.5MB of sessions at 0s and 1.88MB/s more in 1GB
            split-a-range: warning: in variant 'hot all over': db/shard-1/primary cannot keep up until 40.05s: 592/s \
            offered, 320/s possible (ρ 1.85), the worst from 20s to 25s
            split-a-range: warning: in variant 'hot at its end': db/shard-4/primary cannot keep up until 30s: 563/s \
            offered, 320/s possible (ρ 1.76), the worst from 20s to 25s
            split-a-range: warning: in variant 'hot at its end': db/shard-5/primary cannot keep up from 30s: 514/s \
            offered, 320/s possible (ρ 1.61), the worst from 35s to 40.05s
            sticky-node-lost: warning: in variant 'shared store dies': store/primary has no machine left from 2m to \
            3m: 200/s offered
            the-whole-site: warning: in variant 'no room in the west': web cannot keep up from 3m to 5m: 43.0/s \
            offered, 37.5/s possible (ρ 1.15)
            ticket-server-lost: warning: in variant 'one server': ids has no machine left from 40s to 1m40s: 400/s \
            offered
            ticket-server-lost: warning: in variant 'segments of 200': ids has no machine left from 40s to 1m40s: 2/s \
            offered
            timeline-fan-out: warning: in variant 'when it is read': timelines cannot keep up: 601/s offered, 501/s \
            possible (ρ 1.20)
            who-is-online: warning: in variant 'less than the time between two': keys of presence expire after 20s and \
            are written again after 30s: 33.3% of them are missing at any moment
            working-set-outgrows-memory: warning: in variants 'three times the memory' and 'three times, and eight \
            times the cores': db/primary/disk cannot keep up: 3333/s offered, 3030/s possible (ρ 1.10)
            write-back-batches: warning: in variant 'a hundred counters, each view': db/primary cannot keep up: 2000/s \
            offered, 400/s possible (ρ 5.00)
            write-back-batches: warning: in variant 'a hundred counters, each view': web gives up after 1s, but \
            counts waits 1m for db
            write-back-batches: warning: in variant 'a hundred thousand': db/primary cannot keep up: 1980/s offered, \
            400/s possible (ρ 4.95)
            write-back-batches: warning: in variant 'ten thousand, every twenty seconds': db/primary cannot keep up: \
            491/s offered, 400/s possible (ρ 1.23)
            """;

    @TempDir
    private Path folder;

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("box.yaml"), text).toString();
    }

    private static String told(Session session, String file) {
        return session.err().replace(file, "box.yaml");
    }

    @Test
    void validateRunAcceptsExpectedViolations() throws IOException {
        String file = write(BOX + "  only: { breaks: [instant] }\n");
        Session session = Session.of("validate", "--run", file);
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).isEqualTo(file + ": valid, 1 variant, each as it says\n");
        assertThat(session.err()).isEmpty();
    }

    @Test
    void validateRunReportsEveryUnexpectedVerdict() throws IOException {
        String file = write(BOX + """
                  async: { breaks: [instant, quick] }
                  plain: {}
                  nobody: { set: { load: 0/s }, breaks: [instant] }
                """);
        Session session = Session.of("validate", "--run", file);
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(told(session, file)).isEqualTo("""
                box.yaml: warning: in variant 'plain': all that was measured is as in variant 'async', to the last \
                digit: what is different here does not matter
                box.yaml: variant "async" should break "quick", but it holds
                box.yaml: variant "plain" misses "instant": page.p50 < 1ms was asserted, 20.5 ms measured
                box.yaml: variant "nobody" misses "quick": there is no data for page.p99 < 100ms
                """);
        assertThat(session.out()).isEqualTo(file + ": valid, 3 variants\n");
        assertThat(Session.of("validate", file).code()).isEqualTo(ExitCode.SUCCESS);
        Session json = Session.of("validate", "--run", "--format", "json", file);
        assertThat(json.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(json.out()).contains("should break").contains("\"severity\" : \"error\"");
    }

    @Test
    void badInputTakesPrecedenceOverViolations() throws IOException {
        String file = write(BOX + "  plain: {}\n");
        assertThat(Session.of("validate", "--run", file, "no-such-scenario").code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void variantErrorsPointToVariantSettings() throws IOException {
        String file = write("""
                load: 100/s
                run: 20s
                components:
                  lb: { kind: load-balancer, health: { every: 2s, timeout: 1s } }
                  web: { kind: server, nodes: 2 }
                requests:
                  page: { path: [lb, web] }
                variants:
                  plain: {}
                  oftener: { set: { lb.health.every: 500ms } }
                  by weight: { set: { lb.algorithm: weighted, lb.weights: [1, 2, 3] } }
                """);
        Session session = Session.of("validate", file);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(told(session, file)).startsWith("""
                box.yaml:10:38: in variant 'oftener': a check's timeout must not be longer than its period 'every'
                    oftener: { set: { lb.health.every: 500ms } }
                                                       ^~~~~
                """);
        String other = write(Files.readString(Path.of(file)).replace("every: 500ms", "every: 5s"));
        assertThat(told(Session.of("validate", other), other))
                .startsWith("box.yaml:11:59: in variant 'by weight': 3 weights for the 2 machines of web\n");
    }

    /** Every warning about the library belongs to a variant or stage that is overloaded on purpose. */
    @Test
    void libraryHasOnlyTheseWarnings() {
        ShippedLibrary library = new ShippedLibrary();
        String[] names = library.names().stream()
                .filter(name -> !library.ladder().contains(name))
                .toArray(String[]::new);
        String[] command = new String[names.length + 1];
        command[0] = "validate";
        System.arraycopy(names, 0, command, 1, names.length);
        List<String> warnings = Session.of(command).err().lines().sorted().toList();
        assertThat(String.join("\n", warnings)).isEqualTo(WARNINGS.strip());
    }
}
