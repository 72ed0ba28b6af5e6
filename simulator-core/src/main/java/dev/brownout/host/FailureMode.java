package dev.brownout.host;

import dev.brownout.spec.Doc;

/**
 * What can be wrong with a machine: what the verbs of faults of the same names do to it, and how it fails by chance.
 * Any number may hold at a time, several of a kind too; others find the one that hides the rest.
 */
public enum FailureMode {
    @Doc("The process dies, the machine says so.")
    CRASH(Host.State.CRASHED, Effect.DEATH),
    @Doc("No power: silence.")
    POWER_OFF(Host.State.DARK, Effect.DEATH),
    @Doc("No network: silence.")
    BLACKHOLE(Host.State.DARK, Effect.NONE),
    @Doc("The process accepts calls and does not work on them.")
    HANG(Host.State.HUNG, Effect.STANDSTILL),
    @Doc("Everything stands still and goes on afterwards.")
    PAUSE(Host.State.PAUSED, Effect.STANDSTILL);

    /** What becomes of the process. */
    private enum Effect {
        DEATH,
        STANDSTILL,
        NONE
    }

    private final Host.State found;
    private final Effect effect;

    FailureMode(Host.State found, Effect effect) {
        this.found = found;
        this.effect = effect;
    }

    /** What others find when they talk to a machine that fails in no other way. */
    Host.State found() {
        return found;
    }

    /** Whether nothing answers any more, not even to say so. */
    public boolean silent() {
        return found == Host.State.DARK;
    }

    /** Whether the process has died, and starts anew when it ends. */
    public boolean kills() {
        return effect == Effect.DEATH;
    }

    /** Whether nothing goes on that the process has begun, until it ends. */
    boolean freezes() {
        return effect == Effect.STANDSTILL;
    }

    /** Whether a new process on the same machine does not have it. */
    boolean ofProcess() {
        return found != Host.State.DARK;
    }
}
