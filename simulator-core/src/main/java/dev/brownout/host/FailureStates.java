package dev.brownout.host;

/** What is wrong with a machine, mode by mode: any number at a time, each taken back by itself. */
final class FailureStates {
    private static final FailureMode[] ALL = FailureMode.values();

    /** Where the absence of a process is counted that its tier has not begun or has ended. */
    private static final int ABSENCE = ALL.length;

    private final int[] now = new int[ALL.length + 1];
    private final int[] buried = new int[ALL.length + 1];
    private int deaths;
    private int standstills;
    private Host.State state = Host.State.UP;

    void begin(FailureMode mode) {
        change(mode.ordinal(), 1);
    }

    /** Takes one back; false where it was the mode of a machine that is no longer there. */
    boolean end(FailureMode mode) {
        return end(mode.ordinal());
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

    /** Another machine stands here, which has none of these failures; true where the old one stood still. */
    boolean completeFailure() {
        boolean stoodStill = standstills > 0;
        for (int kind = 0; kind < now.length; kind++) {
            completeFailure(kind);
        }
        return stoodStill;
    }

    /** Another process runs here: it has none of the failures that a process has. */
    void buryProcess() {
        for (FailureMode mode : ALL) {
            if (mode.ofProcess()) {
                completeFailure(mode.ordinal());
            }
        }
    }

    private void completeFailure(int kind) {
        buried[kind] += now[kind];
        change(kind, -now[kind]);
    }

    private void change(int kind, int by) {
        now[kind] += by;
        deaths = now[ABSENCE];
        standstills = 0;
        state = deaths > 0 ? Host.State.CRASHED : Host.State.UP;
        for (FailureMode mode : ALL) {
            int many = now[mode.ordinal()];
            deaths += mode.kills() ? many : 0;
            standstills += mode.freezes() ? many : 0;
            if (many > 0 && mode.found().compareTo(state) > 0) {
                state = mode.found();
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

    /** What others find: of several failures the one that hides the others. */
    Host.State state() {
        return state;
    }
}
