package dev.brownout.reality;

import java.time.Duration;

/** Fault that is injected into the site under load, and its equivalent in the scenario. */
enum Fault {
    /** No fault. */
    NONE("") {
        @Override
        void inject(ServerStack stack, long from) {
            // No fault.
        }
    },

    /** Kill of one of the two instances of the service, without a restart. */
    SERVICE_KILLED("crash web/1 for 30s as fault") {
        @Override
        void inject(ServerStack stack, long from) {
            Generator.waitUntil(from + AT.toNanos());
            stack.killService(1);
        }
    },

    /**
     * Pause of Redis for ten seconds. When Redis resumes, it accepts the connections of all clients that have timed out
     * in the meantime. It counts their buffers as part of its {@code maxmemory} (redis.conf: maxmemory-clients is not
     * set), so it evicts all entries: 160 connections are enough for 6 MB.
     */
    CACHE_STOPPED("pause cache/1 for 10s as fault") {
        @Override
        void inject(ServerStack stack, long from) {
            Generator.waitUntil(from + AT.toNanos());
            stack.signalRedis("STOP");
            Generator.waitUntil(from + AT.plus(STOP).toNanos());
            stack.signalRedis("CONT");
        }
    },

    /** Deletion of all entries of Redis. */
    CACHE_COLD("flush cache as fault") {
        @Override
        void inject(ServerStack stack, long from) {
            Generator.waitUntil(from + AT.toNanos());
            stack.flushRedis();
        }
    },

    /** Kill of the primary of PostgreSQL. A health check runs once per second and then promotes the replica. */
    PRIMARY_KILLED("crash db/primary for 30s as fault") {
        @Override
        void inject(ServerStack stack, long from) {
            Generator.waitUntil(from + AT.toNanos());
            stack.databases().killPrimary();
            long lookup = from + AT.toNanos() - CHECK.toNanos() / 2;
            do {
                lookup += CHECK.toNanos();
                Generator.waitUntil(lookup);
            } while (stack.databases().primaryListens());
            stack.databases().promote();
        }
    };

    /** Time of the fault, from the start of the load. */
    static final Duration AT = Duration.ofSeconds(10);

    /** Duration of the pause of Redis. */
    static final Duration STOP = Duration.ofSeconds(10);

    /** Interval between two health checks of the primary. */
    static final Duration CHECK = Duration.ofSeconds(1);

    private final String sentence;

    Fault(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Returns the faults of the scenario.
     *
     * @param loadAt start of the load, in seconds from the start of the run
     */
    String faults(long loadAt) {
        if (this == NONE) {
            return "";
        }
        StringBuilder faults = new StringBuilder("faults:\n");
        faults.append("  - at ").append(loadAt + AT.toSeconds()).append("s: ").append(sentence);
        if (this == CACHE_STOPPED) {
            faults.append("\n  - at ")
                    .append(loadAt + AT.plus(STOP).toSeconds())
                    .append("s: flush cache");
        }
        return faults.append('\n').toString();
    }

    /**
     * Injects the fault into the site.
     *
     * @param from start of the load, as a time of {@link System#nanoTime}
     */
    abstract void inject(ServerStack stack, long from);
}
