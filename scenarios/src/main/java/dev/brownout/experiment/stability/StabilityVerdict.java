package dev.brownout.experiment.stability;

/** Verdict on a trigger at a load. */
public enum StabilityVerdict {
    /** The trigger is at most the largest one that is shown safe at the load, and no run of it failed. */
    SAFE,
    /** Neither is shown. */
    UNDECIDED,
    /** The probability that the system does not recover is above the accepted risk. */
    UNSAFE
}
