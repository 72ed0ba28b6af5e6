package dev.brownout.healthcheck;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Probe;
import dev.brownout.random.KeyedRandom;

/** Periodic health check of one target. Notifies a listener when the target goes down or comes up. */
public final class HealthCheck extends Event implements Probe.Verdict {
    /** Check of one target. */
    @FunctionalInterface
    public interface Question {
        /** Runs one check now. The verdict arrives later, or never if the checking host has died. */
        void run(Probe.Verdict verdict);
    }

    /** Listener for changes of the health state. */
    @FunctionalInterface
    public interface Listener {
        /** Called when the target changes to up or down. */
        void onTurned(boolean isUp);
    }

    private final Simulation simulation;
    private final CheckSchedule rhythm;
    private final KeyedRandom phase;
    private final Question question;
    private final Listener listener;
    private boolean isUp = true;
    private int streak;
    private long timer = Simulation.NO_TIMER;

    /**
     * Creates a health check that is not started. The target counts as up.
     *
     * @param phase random stream for the time to the first check
     */
    public HealthCheck(
            Simulation simulation, CheckSchedule rhythm, KeyedRandom phase, Question question, Listener listener) {
        this.simulation = simulation;
        this.rhythm = rhythm;
        this.phase = phase;
        this.question = question;
        this.listener = listener;
    }

    /** Returns whether the target counts as up. */
    public boolean isUp() {
        return isUp;
    }

    /** Starts the checks with a phase that is uniform over one period. */
    public void start() {
        timer = simulation.scheduleAfter((long) (phase.uniform() * rhythm.everyNanos()), this, 0);
    }

    /** Stops the checks and resets the state. The target counts as up; the listener is not notified. */
    public void stop() {
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
        isUp = true;
        streak = 0;
    }

    @Override
    public void fire(int step) {
        timer = simulation.scheduleAfter(rhythm.everyNanos(), this, 0);
        question.run(this);
    }

    @Override
    public void onResult(boolean passed) {
        if (passed == isUp) {
            streak = 0;
        } else if (++streak >= (isUp ? rhythm.fall() : rhythm.rise())) {
            streak = 0;
            isUp = passed;
            listener.onTurned(isUp);
        }
    }
}
