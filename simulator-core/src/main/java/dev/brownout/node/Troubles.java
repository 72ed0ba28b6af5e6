package dev.brownout.node;

import java.util.EnumMap;
import java.util.Map;

/** What is wrong with a machine, kind by kind: any number at a time, each taken back by itself. */
final class Troubles {
    /** Kinds of trouble. */
    enum Kind {
        CRASH,
        POWER_CUT,
        BLACKHOLE,
        PAUSE,
        HANG
    }

    private final Map<Kind, Integer> present = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> buried = new EnumMap<>(Kind.class);

    void begin(Kind kind) {
        present.merge(kind, 1, Integer::sum);
    }

    /** Takes one back and goes on, unless it was the trouble of a machine that is no longer there. */
    void end(Kind kind, Runnable then) {
        if (buried.getOrDefault(kind, 0) > 0) {
            buried.merge(kind, -1, Integer::sum);
        } else {
            present.merge(kind, -1, Integer::sum);
            then.run();
        }
    }

    /** Another machine stands here: it has none of these troubles, and their ends do not concern it. */
    void bury() {
        present.forEach((kind, many) -> buried.merge(kind, many, Integer::sum));
        present.clear();
    }

    /** How many of those there are that end the process. */
    int deaths() {
        return many(Kind.CRASH) + many(Kind.POWER_CUT);
    }

    /** How many of those there are during which nothing goes on. */
    int standstills() {
        return many(Kind.PAUSE) + many(Kind.HANG);
    }

    /** What others find: of several troubles the one that hides the others. */
    Host.State state() {
        if (any(Kind.POWER_CUT) || any(Kind.BLACKHOLE)) {
            return Host.State.DARK;
        }
        if (any(Kind.CRASH)) {
            return Host.State.CRASHED;
        }
        if (any(Kind.PAUSE)) {
            return Host.State.PAUSED;
        }
        return any(Kind.HANG) ? Host.State.HUNG : Host.State.UP;
    }

    private boolean any(Kind kind) {
        return many(kind) > 0;
    }

    private int many(Kind kind) {
        return present.getOrDefault(kind, 0);
    }
}
