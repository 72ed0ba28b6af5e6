package dev.brownout.step;

/** A compiled step. It must continue the execution when it is done. */
@FunctionalInterface
interface StepAction {
    void take(StepExecution job);
}
