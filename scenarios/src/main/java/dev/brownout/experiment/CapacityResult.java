package dev.brownout.experiment;

/** Result of a capacity search. */
public sealed interface CapacityResult permits LargestLoad, SmallestDesigns {
    /** Returns all designs that were tried. */
    SearchResult tried();

    /** Returns whether a load or design that meets every assertion was found. */
    boolean found();

    /**
     * Returns whether the search was stopped before its end. The result then covers only the designs tried until then.
     */
    boolean interrupted();
}
