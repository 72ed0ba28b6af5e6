package dev.brownout.steps;

/** One step, ready to be taken by a visit; the visit goes on when it is told so. */
@FunctionalInterface
interface Action {
    void take(Visit visit);
}
