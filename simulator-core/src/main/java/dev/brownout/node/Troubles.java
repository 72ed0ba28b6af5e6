package dev.brownout.node;

/** What is wrong with a machine, trouble by trouble: any number at a time, each taken back by itself. */
final class Troubles {
    private static final Trouble[] ALL = Trouble.values();

    /** Where the absence of a process is counted that its tier has not begun or has ended. */
    private static final int ABSENCE = ALL.length;

    private final int[] now = new int[ALL.length + 1];
    private final int[] buried = new int[ALL.length + 1];
    private int deaths;
    private int standstills;
    private Host.State state = Host.State.UP;

    void begin(Trouble trouble) {
        change(trouble.ordinal(), 1);
    }

    /** Takes one back; false where it was the trouble of a machine that is no longer there. */
    boolean end(Trouble trouble) {
        return end(trouble.ordinal());
    }

    /** There is no process any more. */
    void beginAbsence() {
        change(ABSENCE, 1);
    }

    /** There is a process; false where it is another machine that was without one. */
    boolean endAbsence() {
        return end(ABSENCE);
    }

    private boolean end(int kind) {
        if (buried[kind] > 0) {
            buried[kind]--;
            return false;
        }
        change(kind, -1);
        return true;
    }

    /** Another machine stands here, which has none of these troubles; true where the old one stood still. */
    boolean bury() {
        boolean stoodStill = standstills > 0;
        for (int kind = 0; kind < now.length; kind++) {
            bury(kind);
        }
        return stoodStill;
    }

    /** Another process runs here: it has none of the troubles that a process has. */
    void buryProcess() {
        for (Trouble trouble : ALL) {
            if (trouble.ofProcess()) {
                bury(trouble.ordinal());
            }
        }
    }

    private void bury(int kind) {
        buried[kind] += now[kind];
        change(kind, -now[kind]);
    }

    private void change(int kind, int by) {
        now[kind] += by;
        deaths = now[ABSENCE];
        standstills = 0;
        state = deaths > 0 ? Host.State.CRASHED : Host.State.UP;
        for (Trouble trouble : ALL) {
            int many = now[trouble.ordinal()];
            deaths += trouble.kills() ? many : 0;
            standstills += trouble.freezes() ? many : 0;
            if (many > 0 && trouble.found().compareTo(state) > 0) {
                state = trouble.found();
            }
        }
    }

    /** How many of those there are that end the process. */
    int deaths() {
        return deaths;
    }

    /** How many of those there are during which nothing goes on. */
    int standstills() {
        return standstills;
    }

    /** What others find: of several troubles the one that hides the others. */
    Host.State state() {
        return state;
    }
}
