package dev.brownout.node;

/** What is wrong with a machine, kind by kind: any number at a time, each taken back by itself. */
final class Troubles {
    /** Kinds of trouble. */
    enum Kind {
        ABSENCE,
        CRASH,
        POWER_CUT,
        BLACKHOLE,
        PAUSE,
        HANG
    }

    private final int[] now = new int[Kind.values().length];
    private final int[] buried = new int[Kind.values().length];

    void begin(Kind kind) {
        now[kind.ordinal()]++;
    }

    /** Takes one back and goes on, unless it was the trouble of a machine that is no longer there. */
    void end(Kind kind, Runnable then) {
        if (buried[kind.ordinal()] > 0) {
            buried[kind.ordinal()]--;
        } else {
            now[kind.ordinal()]--;
            then.run();
        }
    }

    /** Another machine stands here, which has none of these troubles; true where the old one stood still. */
    boolean bury() {
        boolean stoodStill = standstills() > 0;
        for (int i = 0; i < now.length; i++) {
            bury(i);
        }
        return stoodStill;
    }

    /** Another process runs here: it has none of the troubles that a process has. */
    void buryProcess() {
        bury(Kind.CRASH.ordinal());
        bury(Kind.PAUSE.ordinal());
        bury(Kind.HANG.ordinal());
    }

    private void bury(int kind) {
        buried[kind] += now[kind];
        now[kind] = 0;
    }

    /** How many of those there are that end the process. */
    int deaths() {
        return now[Kind.ABSENCE.ordinal()] + now[Kind.CRASH.ordinal()] + now[Kind.POWER_CUT.ordinal()];
    }

    /** How many of those there are during which nothing goes on. */
    int standstills() {
        return now[Kind.PAUSE.ordinal()] + now[Kind.HANG.ordinal()];
    }

    /** What others find: of several troubles the one that hides the others. */
    Host.State state() {
        if (any(Kind.POWER_CUT) || any(Kind.BLACKHOLE)) {
            return Host.State.DARK;
        }
        if (any(Kind.CRASH) || any(Kind.ABSENCE)) {
            return Host.State.CRASHED;
        }
        if (any(Kind.PAUSE)) {
            return Host.State.PAUSED;
        }
        return any(Kind.HANG) ? Host.State.HUNG : Host.State.UP;
    }

    private boolean any(Kind kind) {
        return now[kind.ordinal()] > 0;
    }
}
