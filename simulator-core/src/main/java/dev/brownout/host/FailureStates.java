package dev.brownout.host;

/** Active failures of a host, counted by mode. Any number can be active; each one ends separately. */
final class FailureStates {
    private static final FailureMode[] ALL = FailureMode.values();

    /** Index of the counter for a missing process, which the tier has not started or has ended. */
    private static final int ABSENCE = ALL.length;

    private final int[] now = new int[ALL.length + 1];
    private final int[] buried = new int[ALL.length + 1];
    private int deaths;
    private int standstills;
    /** True if each new process has work to do before it is ready. */
    private boolean startsUp;
    /** True from the start of such a process until it is ready or dies. */
    private boolean starting;

    private Host.State state = Host.State.UP;

    /** Lets each new process refuse calls until {@link #endStartup}. */
    void startUp() {
        startsUp = true;
    }

    /** Marks the process as ready. */
    void endStartup() {
        starting = false;
        change(ABSENCE, 0);
    }

    /** Returns whether a process has started and is not ready. */
    boolean isStarting() {
        return starting;
    }

    void begin(FailureMode mode) {
        change(mode.ordinal(), 1);
    }

    /** Ends one failure. Returns false if it belonged to a host that has been replaced. */
    boolean end(FailureMode mode) {
        return end(mode.ordinal());
    }

    /** Records that there is no process. */
    void beginAbsence() {
        change(ABSENCE, 1);
    }

    /** Records that there is a process. Returns false if the host that was without one has been replaced. */
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

    /** Discards all failures for a replacement host. Returns whether the old host was suspended. */
    boolean discardFailures() {
        boolean wasPaused = standstills > 0;
        starting = startsUp;
        for (int kind = 0; kind < now.length; kind++) {
            discardFailures(kind);
        }
        return wasPaused;
    }

    /** Discards the failures of the old process for a new process on the same host. */
    void discardProcessFailures() {
        for (FailureMode mode : ALL) {
            if (mode.ofProcess()) {
                discardFailures(mode.ordinal());
            }
        }
    }

    private void discardFailures(int kind) {
        buried[kind] += now[kind];
        change(kind, -now[kind]);
    }

    private void change(int kind, int factor) {
        boolean dead = deaths > 0;
        now[kind] += factor;
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
        starting = deaths == 0 && (starting || dead && startsUp);
        if (starting && Host.State.CRASHED.compareTo(state) > 0) {
            state = Host.State.CRASHED;
        }
    }

    /** Returns the number of active failures that end the process. */
    int deaths() {
        return deaths;
    }

    /** Returns the number of active failures that suspend all work. */
    int standstills() {
        return standstills;
    }

    /** Returns the state that other hosts observe: of several failures, the one that masks the rest. */
    Host.State state() {
        return state;
    }
}
