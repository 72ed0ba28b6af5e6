package dev.brownout.step;

/** One step, ready to be taken by a job; the job goes on when it is told so. */
@FunctionalInterface
interface StepAction {
    void take(StepExecution job);
}
