package dev.brownout.host;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;

/**
 * Failure mode of a host: the effect of a scheduled fault of the same name, or of a random failure. Several can be
 * active, even of the same mode. Other hosts observe the one that masks the rest.
 */
public enum FailureMode {
    @Doc("The process dies; its node refuses calls.")
    CRASH("{} crashed", Host.State.CRASHED, Effect.DEATH),
    @Doc("No power: no response.")
    POWER_OFF("{} powered off", Host.State.DARK, Effect.DEATH),
    @Doc("No network: no response.")
    BLACKHOLE("{} unreachable", Host.State.DARK, Effect.NONE),
    @Doc("The process accepts calls and does not process them.")
    HANG("{} hangs", Host.State.HUNG, Effect.STANDSTILL),
    @Doc("All processing pauses and continues afterwards.")
    PAUSE("{} paused", Host.State.PAUSED, Effect.STANDSTILL);

    /** Effect on the process. */
    private enum Effect {
        DEATH,
        STANDSTILL,
        NONE
    }

    private final String form;
    private final Host.State found;
    private final Effect effect;

    FailureMode(String form, Host.State found, Effect effect) {
        this.form = form;
        this.found = found;
        this.effect = effect;
    }

    /** Returns a label for charts, such as {@code web/1 unreachable}. */
    public Sentence label(String target) {
        return Sentence.of(form, target);
    }

    /** Returns the state that other hosts observe if the host has no other failure. */
    Host.State found() {
        return found;
    }

    /** Returns whether the host sends nothing at all, not even a refusal. */
    public boolean isSilent() {
        return found == Host.State.DARK;
    }

    /** Returns whether the process dies, and restarts when the failure ends. */
    public boolean kills() {
        return effect == Effect.DEATH;
    }

    /** Returns whether the work of the process is suspended until the failure ends. */
    public boolean freezes() {
        return effect == Effect.STANDSTILL;
    }

    /** Returns whether the failure belongs to the process, so that a new process on the same host does not have it. */
    boolean ofProcess() {
        return found != Host.State.DARK;
    }
}
