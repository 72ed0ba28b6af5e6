package dev.brownout.reality;

import java.time.Duration;

/** What is done to the site while it has a load, and how the scenario says the same. */
enum Fault {
    /** Nothing. */
    NONE("") {
        @Override
        void strike(ServerStack stack, long from) {
            // Nothing is done.
        }
    },

    /** One of the two instances of the service is killed, and stays away. */
    SERVICE_KILLED("crash web/1 for 30s as fault") {
        @Override
        void strike(ServerStack stack, long from) {
            Generator.waitUntil(from + AT.toNanos());
            stack.killService(1);
        }
    },

    /**
     * Redis stands still for ten seconds. When it goes on it takes up the connections of all who have given up on it
     * meanwhile, and as it counts their buffers to its {@code maxmemory} (redis.conf: maxmemory-clients is not set), it
     * evicts everything: 160 of them are enough for 6 MB.
     */
    CACHE_STOPPED("pause cache/1 for 10s as fault") {
        @Override
        void strike(ServerStack stack, long from) {
            Generator.waitUntil(from + AT.toNanos());
            stack.signalRedis("STOP");
            Generator.waitUntil(from + AT.plus(STOP).toNanos());
            stack.signalRedis("CONT");
        }
    },

    /** Redis forgets everything. */
    CACHE_COLD("flush cache as fault") {
        @Override
        void strike(ServerStack stack, long from) {
            Generator.waitUntil(from + AT.toNanos());
            stack.flushRedis();
        }
    },

    /** The primary of PostgreSQL is killed; whoever looks once a second then makes the replica the primary. */
    PRIMARY_KILLED("crash db/primary for 30s as fault") {
        @Override
        void strike(ServerStack stack, long from) {
            Generator.waitUntil(from + AT.toNanos());
            stack.databases().killPrimary();
            long look = from + AT.toNanos() - CHECK.toNanos() / 2;
            do {
                look += CHECK.toNanos();
                Generator.waitUntil(look);
            } while (stack.databases().primaryListens());
            stack.databases().promote();
        }
    };

    /** When it strikes, from the start of the load. */
    static final Duration AT = Duration.ofSeconds(10);

    /** How long Redis stands still. */
    static final Duration STOP = Duration.ofSeconds(10);

    /** From one look at the primary to the next. */
    static final Duration CHECK = Duration.ofSeconds(1);

    private final String sentence;

    Fault(String sentence) {
        this.sentence = sentence;
    }

    /** The same as the faults of a scenario, in which the load begins so many seconds after the run. */
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

    /** Does it to the site, whose load begins at this time of {@link System#nanoTime}. */
    abstract void strike(ServerStack stack, long from);
}
