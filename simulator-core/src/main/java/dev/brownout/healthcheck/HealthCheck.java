package dev.brownout.healthcheck;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Probe;
import dev.brownout.random.KeyedRandom;

/** Checks one thing over and over, and says when it goes out and when it is back. */
public final class HealthCheck extends Event implements Probe.Verdict {
    /** Something that can be checked. */
    @FunctionalInterface
    public interface Question {
        /** Checks once, now; the verdict comes later, or never where whoever checks has died. */
        void ask(Probe.Verdict verdict);
    }

    /** Who wants to know. */
    @FunctionalInterface
    public interface Listener {
        /** What is watched counts as up, or as down, from now on. */
        void turned(boolean up);
    }

    private final Simulation simulation;
    private final CheckSchedule rhythm;
    private final KeyedRandom phase;
    private final Question question;
    private final Listener listener;
    private boolean up = true;
    private int streak;
    private long timer = Simulation.NO_TIMER;

    /**
     * Does not check before it is started; until then its object counts as up.
     *
     * @param phase a stream of its own, for the time to the first check
     */
    public HealthCheck(
            Simulation simulation, CheckSchedule rhythm, KeyedRandom phase, Question question, Listener listener) {
        this.simulation = simulation;
        this.rhythm = rhythm;
        this.phase = phase;
        this.question = question;
        this.listener = listener;
    }

    /** Whether its object counts as up. */
    public boolean up() {
        return up;
    }

    /** Begins, at a phase uniform over one period. */
    public void start() {
        timer = simulation.after((long) (phase.uniform() * rhythm.everyNanos()), this, 0);
    }

    /** Ends and forgets what it knew: its object counts as up, without a word to the listener. */
    public void stop() {
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
        up = true;
        streak = 0;
    }

    @Override
    public void fire(int step) {
        timer = simulation.after(rhythm.everyNanos(), this, 0);
        question.ask(this);
    }

    @Override
    public void told(boolean passed) {
        if (passed == up) {
            streak = 0;
        } else if (++streak >= (up ? rhythm.fall() : rhythm.rise())) {
            streak = 0;
            up = passed;
            listener.turned(up);
        }
    }
}
